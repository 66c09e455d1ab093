"""The pipeline package, which the Dockerfile installs."""

from setuptools import find_packages, setup

setup(
    name="pipelines",
    version="1.0.0",
    description="Cleans a shop's orders and reports on them",
    packages=find_packages(),
    python_requires=">=3.11",
    install_requires=["disdat-luigi>=1.0.2", "pandas>=2.0"],
)
