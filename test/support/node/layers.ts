import { importsOf, packageOf, resolved } from './imports.ts';

/** What the files of one layer may import. Paths are prefixes; packages are names, or `any`. */
interface Layer {
  readonly name: string;
  readonly owns: RegExp;
  readonly files: readonly RegExp[];
  /** The same for `import type`: interfaces may point where code may not. */
  readonly types?: readonly RegExp[];
  readonly packages: 'any' | readonly string[];
}

const DOMAIN = /^src\/domain\//;
const OPERATIONS = /^src\/operations\//;
const DB = /^src\/db\//;
const VIEWS = /^src\/views\//;
/** Beside each adapter stands the interface that the inner layers know it by. */
const PORTS = /^src\/adapters\/[^/]+\/(?:port(?:-[a-z]+)?|types|transport)\.ts$/;
const ROUTES = /^src\/routes\//;
const JOBS = /^src\/jobs\//;
const SANDBOX = /^packages\/stripe-sandbox(?:\/|$)/;
/** What the package exports, as it is named from outside. */
const SANDBOX_EXPORTS = /^packages\/stripe-sandbox(?:\/(?:node|miniflare|validator))?$/;
const CONFIG = /^src\/(?:config(?:-[a-z]+)?|env\.d)\.ts$/;
const ROOT = /^src\/(?:deps|config)(?:-[a-z]+)?\.ts$/;
const HONO = ['hono', '@hono/zod-openapi', '@hono/zod-validator', 'zod'];

/** Imports point inward. The first layer that owns a file decides; only `src/deps.ts` and its parts see all. */
const LAYERS: readonly Layer[] = [
  // Of Temporal it has the arithmetic of days alone, which reads no clock and no time zone.
  { name: 'the domain', owns: DOMAIN, files: [DOMAIN], packages: ['temporal-polyfill'] },
  // They say which rows change, in drizzle's terms; that it happens in one batch is the database layer's business.
  { name: 'operations', owns: OPERATIONS, files: [OPERATIONS, DOMAIN, DB, PORTS], packages: ['drizzle-orm'] },
  // It counts what an invocation sends, whichever of its parts sends it.
  {
    name: 'the database layer',
    owns: DB,
    files: [DB, DOMAIN],
    packages: ['drizzle-orm', 'node:async_hooks'],
  },
  // A PDF is drawn from the same words, formats and colours as the page it stands for.
  { name: 'the PDF adapter', owns: /^src\/adapters\/pdf\//, files: [DOMAIN, VIEWS], packages: 'any' },
  {
    name: 'an adapter',
    owns: /^src\/adapters\//,
    files: [DOMAIN, /^src\/views\/(?:model\.ts|email\/)/],
    packages: 'any',
  },
  {
    name: 'a view',
    owns: VIEWS,
    files: [VIEWS, DOMAIN],
    packages: ['hono', 'jsx-email', 'qrcode-generator', 'react'],
  },
  {
    name: 'a route',
    owns: ROUTES,
    files: [ROUTES, OPERATIONS, VIEWS, DOMAIN, CONFIG],
    types: [ROOT, PORTS],
    packages: HONO,
  },
  {
    name: 'a job',
    owns: JOBS,
    files: [JOBS, OPERATIONS, VIEWS, DOMAIN, CONFIG],
    types: [ROOT, PORTS],
    packages: [],
  },
  {
    name: 'the wiring',
    owns: /^src\/(?:index|app)\.tsx?$/,
    files: [/^src\/[^/]+\.tsx?$/, ROUTES, JOBS, OPERATIONS, VIEWS, DOMAIN],
    packages: HONO,
  },
  // It checks what it reads with its user's parser: a link's key has one format.
  {
    name: 'the configuration',
    owns: /^src\/config(?:-[a-z]+)?\.ts$/,
    files: [CONFIG, DOMAIN, PORTS, /^src\/adapters\/links\//],
    packages: [],
  },
  { name: 'the composition root', owns: /^src\/deps(?:-[a-z]+)?\.ts$/, files: [/^src\//], packages: 'any' },
  // Stripe's stand-in must not agree with us by construction, and serves others too: it shares nothing with the app.
  { name: 'the sandbox', owns: SANDBOX, files: [SANDBOX], packages: 'any' },
  // They run the tests as the tests are configured.
  {
    name: 'the mutants',
    owns: /^scripts\/mutants\//,
    files: [/^scripts\//, /^vitest\.config\.ts$/],
    packages: 'any',
  },
  { name: 'a script', owns: /^scripts\//, files: [/^scripts\//, DOMAIN, SANDBOX_EXPORTS], packages: 'any' },
];

/**
 * Sentences about imports that point the wrong way. `files` maps repository paths to sources; a file under
 * `src` that no layer owns is itself a finding, so that a new folder forces a decision.
 */
export function misdirectedImports(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([path, source]) => {
    if (!/\.tsx?$/.test(path)) return [];
    const layer = LAYERS.find(({ owns }) => owns.test(path));
    if (layer === undefined) {
      return path.startsWith('src/') && !CONFIG.test(path) ? [`${path} belongs to no layer`] : [];
    }
    return importsOf(source).flatMap(({ specifier, typeOnly, line }) => {
      const wrong = reason(layer, path, specifier, typeOnly);
      return wrong === null ? [] : [`${path}:${line} ${wrong}`];
    });
  });
}

function reason(layer: Layer, path: string, specifier: string | null, typeOnly: boolean): string | null {
  if (specifier === null) return 'imports a module whose name is computed';
  const target = resolved(path, specifier);
  // A path into an installed package, past what it exports, is still that package.
  const installed = target === null ? specifier : /^node_modules\/(.+)$/.exec(target)?.[1];
  if (target === null || installed !== undefined) {
    const name = packageOf(installed ?? specifier);
    const allowed = layer.packages === 'any' || layer.packages.includes(name);
    return allowed ? null : `${layer.name} may not import the package ${name}`;
  }
  const allowed = [...layer.files, ...(typeOnly ? (layer.types ?? []) : []), ...ownFolder(path)];
  return allowed.some((prefix) => prefix.test(target)) ? null : `${layer.name} may not import ${target}`;
}

/** An adapter's files import each other, never another adapter's. */
function ownFolder(path: string): readonly RegExp[] {
  const adapter = /^src\/adapters\/[^/]+\//.exec(path);
  return adapter ? [new RegExp(`^${adapter[0]}`)] : [];
}
