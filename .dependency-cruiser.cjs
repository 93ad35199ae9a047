// The arrows of the house: main → app → {http, cli, graphql, documents} → {reports, accounts} → db → domain; ledger → db, domain; seed → domain
// (and the ledger's writers, for the demo goes in as any clerk's file); the web knows the server only as schema.graphql.
const room = (...names) => names.map((name) => `^server/${name}/`);

/** `name` may import, of the project's own files, only what `allowed` matches. Packages are governed by the rules of their own. */
const onlyImports = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(server|seed|web|tests)/', pathNot: [from, ...allowed].flat() },
});

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'nothing unresolvable', severity: 'error', from: { pathNot: '^web/src/' }, to: { couldNotResolve: true } },

    onlyImports('domain knows only itself', '^server/domain/', []),
    {
      name: 'domain is pure: no packages, no node modules',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    onlyImports('db → domain', '^server/db/', room('domain')),
    onlyImports('ledger → db, domain', '^server/ledger/', room('db', 'domain')),
    onlyImports('reports → db, domain, and the columns of the sheets', '^server/reports/', [
      ...room('db', 'domain'),
      '^server/ledger/columns\\.ts$',
    ]),
    onlyImports('accounts → db, domain', '^server/accounts/', room('db', 'domain')),
    {
      name: 'the reading side never opens the accounts',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: ['^server/db/accounts/', '^server/accounts/', '^server/cli/accounts(Thread)?\\.ts$', '^server/db/(restore|move)\\.ts$'],
      },
      to: { path: '^server/db/accounts/' },
    },
    onlyImports('graphql → reports, accounts, domain', '^server/graphql/', [
      ...room('reports', 'accounts', 'domain'),
      '^server/(config|settings|log)\\.ts$',
    ]),
    onlyImports('documents → reports, domain, and what of the web is pure: its address, its charts, its theme', '^server/documents/', [
      ...room('reports', 'domain'),
      '^web/src/(charts|state|theme)/',
    ]),
    {
      name: 'what the documents take from the web runs without a browser',
      severity: 'error',
      from: { path: '^server/documents/' },
      to: { reachable: true, path: 'node_modules/(react|react-dom|wouter)/|^web/src/(features|ui|i18n|view)/' },
    },
    onlyImports('http → graphql, documents, reports, accounts, domain, and the addresses of the pages', '^server/http/', [
      ...room('graphql', 'documents', 'reports', 'accounts', 'domain'),
      '^web/src/state/',
      '^server/(config|settings|log)\\.ts$',
    ]),
    onlyImports('cli → reports, accounts, documents, ledger, graphql, db, domain, seed', '^server/cli/', [
      ...room('reports', 'accounts', 'documents', 'ledger', 'graphql', 'db', 'domain'),
      '^server/(app|config|settings|log)\\.ts$',
      '^seed/',
    ]),
    onlyImports('seed → domain, and the ledger writers', '^seed/', [
      ...room('domain'),
      '^server/ledger/(columns|creditCode|writeXlsx|writeCsv)\\.ts$',
    ]),
    {
      name: 'nobody imports main',
      severity: 'error',
      from: { pathNot: '^server/main\\.ts$' },
      to: { path: '^server/main\\.ts$' },
    },
    {
      name: 'SQL stays in db',
      severity: 'error',
      from: { path: '^(server|seed)/', pathNot: '^server/db/' },
      to: { path: 'node_modules/(kysely|better-sqlite3|pg)/' },
    },

    onlyImports('the web knows no server', '^web/', []),
    {
      name: 'features do not import each other',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'what the pages share knows no page',
      severity: 'error',
      from: { path: '^web/src/(view|ui|i18n|state|api|charts|theme)/' },
      to: { path: '^web/src/features/' },
    },
    {
      name: 'components without knowledge of the subject know nothing that has it',
      severity: 'error',
      from: { path: '^web/src/(ui|i18n|state|api|theme)/' },
      to: { path: '^web/src/view/' },
    },
    {
      name: 'charts import nothing of the app but its colours and sizes, which page, chart and document share',
      severity: 'error',
      from: { path: '^web/src/charts/' },
      to: { path: '^web/src/', pathNot: '^web/src/(charts/|theme/design\\.ts$)' },
    },
    {
      name: 'only api knows the network',
      severity: 'error',
      from: { path: '^web/src/(charts|state|i18n|ui|theme)/' },
      to: { path: '^web/src/(api|features)/' },
    },
    {
      name: 'what ships does not import the tests or development packages',
      severity: 'error',
      from: { path: '^(server|seed)/', pathNot: '\\.mjs$' },
      to: { path: '^tests/' },
    },
    {
      name: 'the server runs on production dependencies',
      severity: 'error',
      from: { path: '^(server|seed)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // TypeScript 7 has no API yet for other programs to parse with.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Declarations of the chart library hold no import, and the parser does not read them.
    exclude: { path: '^(dist|data)/|^web/src/api/gql/|^server/documents/echarts/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
