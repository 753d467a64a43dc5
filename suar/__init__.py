"""Suar: casework for the protection of migrant workers and survivors of trafficking."""
