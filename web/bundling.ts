/** What the build of the web app does of its own beside what its bundler does: documents where they are asked, chunks, and packed files. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const GENERATED = path.join(import.meta.dirname, 'src/api/gql/operations.json');
const IMPORT = /import \{ graphql \} from '[./a-z]*gql\/gql\.ts';/;
const TAGGED = /\bgraphql\(\s*(?:\/\*.*?\*\/\s*)?`([^`]*)`,?\s*\)/g;

type Operations = Readonly<Record<string, { readonly name: string; readonly text: string }>>;

/**
 * The texts that the pages ask by their hash, beside the pages: the server knows them from its start. And every text in the chunk that asks it:
 * the generated module looks them up in a table of all, which would come with the first page.
 */
export function operations(): Plugin {
  const source = readFileSync(GENERATED, 'utf8');
  const byName = new Map(Object.entries(JSON.parse(source) as Operations).map(([hash, { name, text }]) => [name, { text, hash }]));
  return {
    name: 'operations',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const [found] = IMPORT.exec(code) ?? [];
      if (found === undefined || !id.startsWith(import.meta.dirname)) return null;
      const written = code.replaceAll(TAGGED, (_, document: string) => {
        const name = /^\s*(?:query|mutation) (\w+)/m.exec(document)?.[1];
        const operation = name === undefined ? undefined : byName.get(name);
        if (!operation) throw new Error(`${id} asks ${name ?? 'something without a name'}, which is not generated: run web/codegen.mjs`);
        return `new Asked(${JSON.stringify(operation.text)}, { hash: '${operation.hash}' })`;
      });
      return {
        code: written.replace(found, found.replace('{ graphql }', '{ TypedDocumentString as Asked }').replace('gql.ts', 'graphql.ts')),
        map: null,
      };
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'operations.json', source });
    },
  };
}

/** Sends the script of that source ahead of all others in a page. It is built as a page of its own, without the page. */
export function ahead(source: string, page: string): Plugin {
  return {
    name: 'ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, filename }) {
        if (bundle === undefined || path.basename(filename) !== page) return [];
        const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === source);
        if (!chunk) throw new Error(`${source} is not among the inputs of the build`);
        // Asynchronous scripts come last otherwise.
        const tag = (file: string) => ({ src: `./${file}`, type: 'module', async: true, crossorigin: true, fetchpriority: 'high' });
        return [
          { tag: 'script', attrs: tag(chunk.fileName), injectTo: 'head-prepend' as const },
          ...chunk.imports.map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, fetchpriority: 'high', href: `./${file}` },
            injectTo: 'head-prepend' as const,
          })),
        ];
      },
    },
  };
}

/** Beside the app's page the same page for a site that stands open: `data-open` tells its scripts so. */
export function standingOpen(page: string, name: string): Plugin {
  return {
    name: 'standing-open',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const written = bundle[page];
        if (written?.type !== 'asset') throw new Error(`${page} is not in the build`);
        this.emitFile({ type: 'asset', fileName: name, source: String(written.source).replace('<html ', '<html data-open ') });
      },
    },
  };
}

/** Beside a page the same page that names the code of those sources, so that it is fetched with the page and not once a script has run. */
export function codeNamed(page: string, name: string, sources: readonly string[]): Plugin {
  return {
    name: 'code-named',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const written = bundle[page];
        if (written?.type !== 'asset') throw new Error(`${page} is not in the build`);
        const html = String(written.source);
        const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
        const files = sources.flatMap((source) => {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(source));
          if (!chunk) throw new Error(`${source} is not in the build`);
          return [...chunk.imports, chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])];
        });
        const links = [...new Set(files)]
          .filter((file) => !html.includes(`./${file}`))
          .map((file) => `    <link rel="${file.endsWith('.css') ? 'stylesheet' : 'modulepreload'}" crossorigin href="./${file}">\n`);
        this.emitFile({ type: 'asset', fileName: name, source: html.replace('  </head>', () => `${links.join('')}  </head>`) });
      },
    },
  };
}

const LOCALE = /\/react-aria\/dist\/private\/i18n\/useDefaultLocale\.mjs$/;
const LOCALE_TRIED = /Intl\.DateTimeFormat\.supportedLocalesOf\(\[\s*locale\s*\]\)/;

/**
 * The component library tries, as it is loaded, whether the browser's own language is the name of one, by asking for it among all that dates can be
 * written in: the browser then looks up every one of them, which takes longer than all else that is loaded. To read the name tells as much.
 */
export function localeRead(): Plugin {
  return {
    name: 'locale-read',
    apply: 'build',
    transform(code, id) {
      if (!LOCALE.test(id)) return null;
      if (!LOCALE_TRIED.test(code)) throw new Error(`${id} no longer tries its language as it did: see whether this is still needed`);
      return { code: code.replace(LOCALE_TRIED, 'new Intl.Locale(locale)'), map: null };
    },
  };
}

const PACKED = /\.(?:js|css|svg|html|json|ttf|txt)$/;
const SMALLEST = 1024;
/** Above the level at which it takes longer than all the rest of the build. */
const LEVEL = 9;

/** Every file also packed, so that the server packs nothing while somebody waits. */
export function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => PACKED.test(file));
      await Promise.all(
        files.map(async (file) => {
          const whole = path.join(dir, file);
          const content = readFileSync(whole);
          if (content.byteLength < SMALLEST) return;
          const params = { [constants.BROTLI_PARAM_QUALITY]: LEVEL, [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength };
          writeFileSync(`${whole}.br`, await promisify(brotliCompress)(content, { params }));
          writeFileSync(`${whole}.gz`, await promisify(gzip)(content, { level: LEVEL }));
        }),
      );
    },
  };
}
