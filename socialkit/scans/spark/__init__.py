"""Spark, for tables that lie on a cluster; only here it is imported, and only when used."""

from socialkit.scans.spark.engine import SparkEngine

__all__ = ["SparkEngine"]
