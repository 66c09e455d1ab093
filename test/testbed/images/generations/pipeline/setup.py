from setuptools import setup

# Without `install_requires`: the images are built without a network, and have a stand-in for pyodbc.
setup(name="pipelines", version="1.0.0", packages=["pipelines"])
