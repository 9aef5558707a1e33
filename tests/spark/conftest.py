"""One small Spark for all tests of this folder, which `make test-spark` runs."""

import logging
import shutil
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

pyspark = pytest.importorskip("pyspark", reason="Spark is not installed: socialkit[spark]")
pa = pytest.importorskip("pyarrow")

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.driver.maxResultSize": "8m",  # small, for the test of what is too large
    "spark.log.level": "OFF",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    # Tables of seven rows take longer to compile for than to read.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator["pyspark.sql.SparkSession"]:
    if shutil.which("java") is None:
        pytest.fail("Java is not installed (on Debian: apt-get install openjdk-17-jre-headless)")
    folder = tmp_path_factory.mktemp("spark")
    logging.getLogger("DataFrameQueryContextLogger").setLevel(logging.CRITICAL)
    builder = pyspark.sql.SparkSession.builder.master("local[2]").appName("socialkit tests")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    for name in ("spark.sql.warehouse.dir", "spark.local.dir"):
        builder = builder.config(name, str(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        started = builder.getOrCreate()
    yield started
    started.stop()


@pytest.fixture
def table(session: "pyspark.sql.SparkSession") -> Callable[..., "pyspark.sql.DataFrame"]:
    """Return a function that makes a Spark table of columns, as pandas would take them."""

    def made(**columns: list) -> "pyspark.sql.DataFrame":
        return session.createDataFrame(pa.table(pd.DataFrame(columns)))

    return made
