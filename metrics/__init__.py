"""Measures, one a file, pure: DataFrame in, DataFrame out. Imports only domain."""
