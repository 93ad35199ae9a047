/** Names and sizes of files in one line. Pure. */
export const sendWhat = (files: readonly Pick<File, 'name' | 'size'>[], sizeText: (bytes: number) => string): string =>
  files.map(({ name, size }) => `${name} (${sizeText(size)})`).join(', ');
