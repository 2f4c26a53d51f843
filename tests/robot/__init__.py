"""ROBOT (OWL API, HermiT), fetched by Maven into a cache, as tests run it."""
