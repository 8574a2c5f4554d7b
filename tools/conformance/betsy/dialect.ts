const EXPRESSION =
  /<(\w+:)?(conditionExpression|condition|completionCondition|loopCondition|loopCardinality|activationCondition)\b[^>]*>(\s*<!\[CDATA\[[^\]]*\]\]>\s*|[^<]*)<\//g;

/** Opening tag, content, and the beginning of the closing one. */
const PARTS = /^(<[^>]*>)([^]*)(<\/)$/;

const CONTAINS = /^(!?)test\.contains\("(\w)"\)>?$/;

/**
 * The suite's files are neutral: their expressions are a small Java-like dialect, for every engine to translate. This is our
 * translation, made in the text of the file: FEEL with a leading "=".
 */
export function translate(xml: string): string {
  return xml.replace(EXPRESSION, element => {
    const [, open, text, close] = PARTS.exec(element)!;
    return `${open}${escapeXml(toFeel(unescapeXml(text)))}${close}`;
  });
}

/** FEEL for one expression of the dialect; literals stay as they are. */
export function toFeel(source: string): string {
  const text = source.trim().replace(/^\$\{(.*)\}$/, '$1');
  const contains = CONTAINS.exec(text);
  if (contains) {
    const [, not, letter] = contains;
    const found = `contains(get or else(test, ""), "${letter}")`;
    return not ? `=not(${found})` : `=${found}`;
  }
  return /^(true|false|-?\d+)$/.test(text) ? text : `=${text}`;
}

function unescapeXml(text: string): string {
  return text
    .replace(/^\s*<!\[CDATA\[([^]*)\]\]>\s*$/, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
