"""The site's own words in other languages: from a `.po` file into pages, at no cost to a page.

Flask-Babel answers for texts in Python. Templates are translated when they are compiled, once
for each language: a page then holds its words as it holds its tags, and looks nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import CodeType
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask
from flask.templating import Environment
from flask_babel import Babel, Domain
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from literasi.config import ROOT
from literasi.domain.languages import SOURCE, Language
from literasi.web.languages import current_language

FOLDER = ROOT / "literasi" / "translations"
Dress = Callable[[Environment, Language], None]
_PLACE = re.compile(r"%\((\w+)\)s|%%")
# What templates were compiled to: the apps of one process (the tests make thousands) share it.
_compiled: dict[tuple[object, ...], str | CodeType] = {}


def po_file(language: Language) -> Path:
    """Where a language's words stand."""
    return FOLDER / language.code / "LC_MESSAGES" / "messages.po"


@lru_cache
def translations(language: Language) -> NullTranslations:
    """A language's words, read once in a process.

    They are read from the `.po` file itself. A compiled copy would save some milliseconds at
    the start, and one that is missing or old would show the wrong language without a word.
    """
    if language.is_source:
        return NullTranslations()
    with po_file(language).open("rb") as file:
        catalog = read_po(file, locale=language.code, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


class _Words(Domain):  # type: ignore[misc]
    """Flask-Babel's texts, in the language of the page."""

    def get_translations(self) -> NullTranslations:
        return translations(current_language())


def init_translating(app: Flask) -> None:
    babel = Babel(configure_jinja=False)
    babel.init_app(app, default_locale=SOURCE.code, locale_selector=lambda: current_language().code)
    babel.domain_instance = _Words()


class TranslatedEnvironment(Environment):
    """Jinja for one language: texts within `{% trans %}` and `_('…')` are put into that
    language when a template is compiled."""

    language = SOURCE

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self.add_extension("jinja2.ext.i18n")
        self.policies["ext.i18n.trimmed"] = True

    def plural(self, number: int) -> int:
        """Which of a language's plural forms goes with a number, from 0."""
        return int(translations(self.language).plural(number))

    def compile(  # type: ignore[override]
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> str | CodeType:
        key = self.language.code, source, name, filename, raw, defer_init
        if key not in _compiled:
            tree = self.parse(source, name, filename) if isinstance(source, str) else source
            tree = Translator(translations(self.language)).visit(tree)
            _compiled[key] = super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload]
        return _compiled[key]


class TranslatedFlask(Flask):
    """A Flask app with one Jinja environment for each language; the page's own is in force."""

    jinja_environment = TranslatedEnvironment  # type: ignore[assignment]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._environments: dict[str, Environment] = {}
        self.dress: Dress = lambda environment, language: None

    @property
    def jinja_env(self) -> Environment:
        language = current_language()
        if language.code not in self._environments:
            made = self.create_jinja_environment()
            made.language = language  # type: ignore[attr-defined]
            self.dress(made, language)
            self._environments[language.code] = made
        return self._environments[language.code]


class Translator(NodeTransformer):
    """Puts translated text in the place of what Jinja's `trans` and `_` would look up."""

    def __init__(self, words: NullTranslations) -> None:
        self._words = words

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Also joins texts that a `trans` cut apart, so that a page is made in as few pieces as
        if its words had stood there from the beginning."""
        node = super().generic_visit(node, *args, **kwargs)
        for _, value in node.iter_fields():
            if isinstance(value, list):
                value[:] = _joined(value)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_('text')` anywhere in an expression."""
        if isinstance(node.node, nodes.Name) and node.node.name == "_":
            return nodes.Const(self._words.gettext(_text(node.args[0])), lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """What a `{% trans %}` became: one call, with the values that stand in the text."""
        call, values = _message(node)
        if call is None:
            return self.generic_visit(node)
        values = {name: self.visit(value) for name, value in values.items()}
        texts = [_text(part) for part in call.args[:2]]
        if len(call.args) == 1:
            return _output(self._words.gettext(texts[0]), values, node.lineno)
        return self._plural(texts[0], texts[1], self.visit(call.args[2]), values, node.lineno)

    def _plural(
        self, one: str, many: str, number: nodes.Expr, values: dict[str, nodes.Expr], line: int
    ) -> nodes.Node:
        """A branch for each plural form; none where they read alike, as in Indonesian."""
        forms: list[str] = []
        for example in range(200):
            form = self._words.plural(example)
            while len(forms) <= form:
                forms.append("")
            forms[form] = forms[form] or self._words.ngettext(one, many, example)
        chosen: nodes.Node = _output(forms[-1], values, line)
        if len(set(forms)) == 1:
            return chosen
        asked = nodes.Call(nodes.EnvironmentAttribute("plural"), [number], [], None, None)
        for form in reversed(range(len(forms) - 1)):
            test = nodes.Compare(asked, [nodes.Operand("eq", nodes.Const(form))])
            chosen = nodes.If(test, [_output(forms[form], values, line)], [], [chosen], lineno=line)
        return chosen.set_lineno(line)


def _joined(body: list[Any]) -> list[Any]:
    joined: list[Any] = []
    for one in body:
        last = joined[-1] if joined else None
        if isinstance(one, nodes.Output) and isinstance(last, nodes.Output):
            last.nodes.extend(one.nodes)
        else:
            joined.append(one)
    return joined


def _text(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Const):
        raise TypeError(f"line {node.lineno}: only a plain text can be translated")
    return str(node.value)


def _message(node: nodes.Output) -> tuple[nodes.Call | None, dict[str, nodes.Expr]]:
    inner = node.nodes[0] if len(node.nodes) == 1 else None
    values: dict[str, nodes.Expr] = {}
    if isinstance(inner, nodes.Mod) and isinstance(inner.right, nodes.Dict):
        values = {str(pair.key.as_const()): pair.value for pair in inner.right.items}
        inner = inner.left
    call = inner.expr if isinstance(inner, nodes.MarkSafeIfAutoescape) else None
    is_ours = isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name)
    if is_ours and call.node.name in ("gettext", "ngettext"):  # type: ignore[union-attr]
        return call, values  # type: ignore[return-value]
    return None, {}


def _output(text: str, values: dict[str, nodes.Expr], line: int) -> nodes.Output:
    """The text as it stands in the page, and each value in its place, escaped like any other."""
    parts: list[nodes.Expr] = []
    last = 0
    for match in _PLACE.finditer(text) if values else ():
        parts.append(nodes.TemplateData(text[last : match.start()], lineno=line))
        parts.append(values[match[1]] if match[1] else nodes.TemplateData("%", lineno=line))
        last = match.end()
    return nodes.Output([*parts, nodes.TemplateData(text[last:], lineno=line)], lineno=line)
