/** Tags of a workbook's XML, as texts: what is changed is changed where it stands, and everything else stays as it was written. */

/** The prefix that a part's own elements carry: `x:` or nothing. */
export const prefixOf = (xml: string): string => /<([A-Za-z_][\w.-]*:)?[A-Za-z_]/.exec(xml.replace(/^\s*<\?[^>]*>/, ''))?.[1] ?? '';

/** Value of an attribute in a start tag; undefined where it has none. */
export const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);

export const withoutAttribute = (tag: string, name: string): string =>
  tag.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');

/** The tag with the attribute, in place of what it had. */
export const withAttribute = (tag: string, name: string, value: string | number): string =>
  withoutAttribute(tag, name).replace(/\s*(\/?>)/, ` ${name}="${value}"$1`);

/** An element with its content, or null; `name` with its prefix. Not for elements that hold one of their own name. */
export function elementIn(xml: string, name: string): { readonly from: number; readonly to: number; readonly text: string } | null {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>[\\s\\S]*?</${name}\\s*>)`).exec(xml);
  return found === null ? null : { from: found.index, to: found.index + found[0].length, text: found[0] };
}

/** All elements of a name, with their contents. */
export const elementsIn = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</${name}\\s*>)`, 'g'))].map(([text]) => text);

/** `more` before the end of the element of that name; an empty `<a/>` is opened. The text as it is where there is none. */
export function appendTo(xml: string, name: string, more: string): string {
  const end = xml.lastIndexOf(`</${name}`);
  if (end >= 0) return xml.slice(0, end) + more + xml.slice(end);
  return xml.replace(new RegExp(`<${name}((?:\\s[^>]*?)?)\\s*/>`), (_, attributes: string) => `<${name}${attributes}>${more}</${name}>`);
}
