/**
 * Typed documents of the web app: every graphql(`…`) under web/src is checked against schema.graphql and gets its types in web/src/api/gql,
 * beside enums.ts with the members of every enum of the schema, and operations.json with the text of every operation by its SHA-256 (the build
 * puts it beside the pages, where the server reads it); every document carries the same hash. Usage: node web/codegen.mjs [--enums]; the
 * server needs the enums only, and is built before a document of the web may ask for what it will offer.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, isEnumType, parse, printSchema, Source } from 'graphql';

const here = import.meta.dirname;
const out = path.join(here, 'src/api/gql');
const schemaAst = buildSchema(readFileSync(path.join(here, '../schema.graphql'), 'utf8'));

/** A document is a template literal without substitutions, directly inside a call of graphql(). */
const TAGGED = /\bgraphql\(\s*(?:\/\*.*?\*\/\s*)?`([^`]*)`/g;

function documentsOf(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(out));
  return files.sort().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(TAGGED)].map(([, rawSDL]) => ({
      location: file,
      rawSDL,
      document: parse(new Source(rawSDL, path.relative(here, file))),
    })),
  );
}

const enums = Object.values(schemaAst.getTypeMap()).filter((type) => isEnumType(type) && !type.name.startsWith('__'));
const enumText = enums
  .map(
    (type) =>
      `export const ${type.name} = ${JSON.stringify(type.getValues().map((value) => value.name))} as const;\nexport type ${type.name} = (typeof ${type.name})[number];\n`,
  )
  .join('\n');

async function sectionsOf() {
  return preset.buildGeneratesSection({
    baseOutputDir: `${out}/`,
    schema: parse(printSchema(schemaAst)),
    schemaAst,
    documents: documentsOf(path.join(here, 'src')),
    plugins: [],
    pluginMap: {},
    pluginContext: {},
    presetConfig: { fragmentMasking: false },
    config: {
      documentMode: 'string',
      enumType: 'string-literal',
      useTypeImports: true,
      strictScalars: true,
      scalars: { ID: 'string', Date: 'string', DateTime: 'string', Period: 'string' },
      emitLegacyCommonJSImports: false,
      importExtension: '.ts',
    },
    profiler: { run: (work) => work(), collect: () => [] },
  });
}

/** Written only when it differs, so that a watching server does not reload for nothing. */
function write(file, text) {
  let before = null;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // first run: the file is not there yet
  }
  if (before !== text) writeFileSync(file, text);
}

/** Operations as the generated module holds them: what `toString()` of a document gives is what is hashed. */
function operationsIn(module) {
  const texts = [...module.matchAll(/export const \w+ = new TypedDocumentString\(`([^`]*)`/g)].map(([, text]) => text);
  const named = texts.flatMap((text) => {
    if (/[\\$]\{|\\/.test(text)) throw new Error(`a document holds a sign that is written differently in source: ${text}`);
    const name = /^\s*(?:query|mutation) (\w+)/m.exec(text)?.[1];
    return name === undefined ? [] : [{ name, text, hash: createHash('sha256').update(text).digest('hex') }];
  });
  if (new Set(named.map(({ name }) => name)).size < named.length) throw new Error('two operations of the web have one name');
  return named.sort((one, other) => one.name.localeCompare(other.name));
}

function writeOperations(operations) {
  const byHash = Object.fromEntries(operations.map(({ name, text, hash }) => [hash, { name, text }]));
  write(path.join(out, 'operations.json'), `${JSON.stringify(byHash, null, 2)}\n`);
}

/** The generated module with the hash in every document, and every document left out of a bundle that does not name it. */
function withHashes(module, operations) {
  const hashes = new Map(operations.map(({ text, hash }) => [text, hash]));
  return module.replaceAll(/new TypedDocumentString\(`([^`]*)`/g, (made, text) => {
    const hash = hashes.get(text);
    return `/*#__PURE__*/ ${made}${hash === undefined ? '' : `, { hash: '${hash}' }`}`;
  });
}

mkdirSync(out, { recursive: true });
write(path.join(out, 'enums.ts'), enumText);
if (!process.argv.includes('--enums')) {
  for (const section of await sectionsOf()) {
    const text = section.content ?? (await codegen({ ...section, cache: undefined }));
    if (path.basename(section.filename) === 'graphql.ts') {
      const operations = operationsIn(text);
      writeOperations(operations);
      write(section.filename, withHashes(text, operations));
    } else write(section.filename, text);
  }
}
