"""Compiles and executes the text of a script."""

import inspect
import linecache
import sys
import types

LARGEST = 10 * 1024 * 1024


class MissingOutput(Exception):
    """A name that should have been there when the script had ended."""


def prepare(code, name):
    """Compiles a script, so that tracebacks know its lines. Raises SyntaxError or ValueError."""
    if len(code) >= LARGEST:
        raise ValueError(f"Expected a script of less than {LARGEST} characters, but it has {len(code)}")
    text = code.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line + "\n" for line in text.split("\n")]
    linecache.cache[name] = (len(text), None, lines, name)
    return compile(text, name, "exec", dont_inherit=True)


def execute(compiled, inputs, expected, flow):
    """Runs a script; gives what it has put out, by name."""
    module = types.ModuleType("__main__")
    scope = module.__dict__
    scope.update(inputs, vars=inputs, outputs={}, flow=flow)
    sys.modules["__main__"] = module
    exec(compiled, scope)
    returned = _call_main(scope, compiled.co_filename, inputs)
    found = dict(scope["outputs"]) if isinstance(scope.get("outputs"), dict) else {}
    if isinstance(returned, dict):
        found.update(returned)
    if expected is None:
        return found
    if returned is not None and not isinstance(returned, dict) and len(expected) == 1:
        found[expected[0]] = returned
    return {name: _output(name, found, scope) for name in expected}


def _output(name, found, scope):
    if name in found:
        return found[name]
    if name in scope:
        return scope[name]
    raise MissingOutput(
        f"Expected the script to set {name}, which is one of its outputs, but it has not. Set it, or take it off the outputs of the task"
    )


def _call_main(scope, filename, inputs):
    """A function `main` of the script is called with the inputs that it has parameters for."""
    main = scope.get("main")
    if not isinstance(main, types.FunctionType) or main.__code__.co_filename != filename:
        return None
    given = {}
    for parameter in inspect.signature(main).parameters.values():
        if parameter.kind is parameter.VAR_KEYWORD:
            given.update(inputs)
        elif parameter.name in inputs:
            given[parameter.name] = inputs[parameter.name]
        elif parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL:
            raise TypeError(
                f"Expected an input {parameter.name}, which main() asks for, but there is none. Add it to the inputs of the task, or give it a default"
            )
    return main(**given)
