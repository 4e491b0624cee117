"""The asynchronous part of the SDK repository's test tools."""


def recorded_by_proxy_async(test):
    return test
