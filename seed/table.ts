/** The seeds' own tables: comma-separated, one header line, no quotes, `\n`. Not for files that people send. */

/** One record a line, keyed by header. A line with another number of cells than the header is refused by its number. */
export function parseTable(text: string): Record<string, string>[] {
  const [head, ...lines] = text.replace(/\n$/, '').split('\n');
  const keys = (head as string).split(',');
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== keys.length) throw new Error(`line ${index + 2}: ${cells.length} cells, ${keys.length} expected`);
    return Object.fromEntries(keys.map((key, at) => [key, cells[at] as string]));
  });
}
