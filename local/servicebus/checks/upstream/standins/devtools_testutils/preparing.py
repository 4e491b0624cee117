"""Decorators that make something before a test, hand it over by keyword and take it away afterwards."""

import functools
import inspect


class Preparer:
    """What is kept for later tests is known by its kind and by the arguments that it was made with."""

    kept = {}

    def __init__(self, name_prefix="", use_cache=False, **asked):
        self.name_prefix = name_prefix
        self.use_cache = use_cache
        self.asked = asked

    def prepare(self, _given):
        """Returns the keywords for the test."""
        return {}

    def clean_up(self, _prepared, _given):
        """Takes away what prepare has made."""

    def __call__(self, test):
        if inspect.iscoroutinefunction(test):
            async def live(instance, *arguments, **given):
                prepared = self.prepared(given)
                try:
                    return await test(instance, *arguments, **suited(test, {**given, **prepared}))
                finally:
                    self.finished(prepared, given)
        else:
            def live(instance, *arguments, **given):
                prepared = self.prepared(given)
                try:
                    return test(instance, *arguments, **suited(test, {**given, **prepared}))
                finally:
                    self.finished(prepared, given)
        return without_keywords(functools.wraps(test)(live), test)

    def prepared(self, given):
        if not self.use_cache:
            return self.prepare(given)
        made_with = (type(self), self.name_prefix, *sorted((name, str(value)) for name, value in self.asked.items()))
        if made_with not in self.kept:
            self.kept[made_with] = self.prepare(given)
        return self.kept[made_with]

    def finished(self, prepared, given):
        if not self.use_cache:
            self.clean_up(prepared, given)


def suited(test, keywords):
    """The keywords that the test takes, as in the SDK's own tools."""
    parameters = inspect.signature(test).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return keywords
    names = {parameter.name for parameter in parameters}
    return {name: value for name, value in keywords.items() if name in names}


def without_keywords(live, test):
    """Hides from pytest, which would look for fixtures of these names, what preparers hand over."""
    shown = inspect.signature(test)
    live.__signature__ = shown.replace(
        parameters=[p for p in shown.parameters.values() if not p.name.startswith("servicebus_")])
    return live
