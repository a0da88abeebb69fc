import { randomUUID } from 'node:crypto';
import { completedManifest } from './assets.ts';
import { Refusal, type Route } from './http.ts';
import { refuseOtherSecrets, withSecrets } from './secrets.ts';
import {
  type AccountState,
  type Binding,
  liveVersion,
  type Module,
  type StoredDeployment,
  type StoredScript,
  type Version,
} from './state.ts';

const SCRIPTS = '/client/v4/accounts/\\w+/workers/scripts/([^/]+)';
const at = (rest: string) => new RegExp(`^${SCRIPTS}${rest}$`);

/** Uploads, deployments and settings of Workers. `onChange` is called whenever what answers may have changed. */
export function scriptRoutes(
  account: AccountState,
  onChange: (script: StoredScript) => void,
): readonly Route[] {
  const find = (name: string): StoredScript => {
    const found = account.scripts.get(name);
    if (found === undefined) throw new Refusal(404, 10007, 'This Worker does not exist on your account.');
    return found;
  };
  const settled = (name: string) => {
    const script = find(name);
    const bindings = (liveVersion(script)?.bindings ?? []).map(({ type, name, text, ...rest }) =>
      type === 'secret_text' ? { type, name } : { type, name, ...rest, ...(text !== undefined && { text }) },
    );
    return { bindings, tags: [], logpush: false, observability: { enabled: true } };
  };
  const upload = async (script: StoredScript, request: Request): Promise<Version> => {
    const version = await versionOf(account, script, await request.formData());
    script.versions.set(version.id, version);
    return version;
  };
  /** The version with the greatest share answers. */
  const goLive = (script: StoredScript, versions: StoredDeployment['versions']) => {
    script.live = versions.toSorted((a, b) => b.percentage - a.percentage)[0]?.version_id ?? null;
    script.deployments.push({ id: randomUUID(), createdOn: new Date().toISOString(), versions });
    onChange(script);
  };
  return [
    [
      'PUT',
      at(''),
      async ({ parts: [name = ''], request }) => {
        const script = account.scripts.get(name) ?? newScript(name);
        const version = await upload(script, request);
        account.scripts.set(name, script);
        goLive(script, [{ version_id: version.id, percentage: 100 }]);
        const { id } = version;
        return {
          id: name,
          tag: 'tag',
          tags: [],
          etag: id,
          deployment_id: id.replaceAll('-', ''),
          startup_time_ms: 12,
        };
      },
    ],
    [
      'POST',
      at('/versions'),
      async ({ parts: [name = ''], request }) => {
        const { id } = await upload(find(name), request);
        return { id, startup_time_ms: 12, resources: { script: { etag: id } }, metadata: {}, number: 2 };
      },
    ],
    [
      'POST',
      at('/deployments'),
      async ({ parts: [name = ''], query, request }) => {
        const script = find(name);
        const body: Pick<StoredDeployment, 'versions'> = JSON.parse(await request.text());
        for (const { version_id } of body.versions) {
          const version = script.versions.get(version_id);
          if (version === undefined) throw new Refusal(404, 10007, 'This version does not exist.');
          refuseOtherSecrets(script, version, query.get('force') === 'true');
        }
        goLive(script, body.versions);
        return { id: randomUUID() };
      },
    ],
    [
      'GET',
      at('/versions'),
      ({ parts: [name = ''] }) => ({
        items: [...find(name).versions.values()].toReversed().map(shownVersion),
      }),
    ],
    [
      'GET',
      at('/versions/([^/]+)'),
      ({ parts: [name = '', id = ''] }) => {
        const version = find(name).versions.get(id);
        if (version === undefined) throw new Refusal(404, 10007, 'This version does not exist.');
        return shownVersion(version);
      },
    ],
    ['GET', at('/deployments'), ({ parts: [name = ''] }) => ({ deployments: deploymentsOf(find(name)) })],
    ['GET', at('/settings'), ({ parts: [name = ''] }) => settled(name)],
    ['PATCH', at('/(?:script-)?settings'), ({ parts: [name = ''] }) => settled(name)],
    ['GET', at('/script-settings'), ({ parts: [name = ''] }) => settled(name)],
    [
      'GET',
      at('/secrets'),
      ({ parts: [name = ''] }) => settled(name).bindings.filter(({ type }) => type === 'secret_text'),
    ],
    [
      'PATCH',
      at('/secrets-bulk'),
      async ({ parts: [name = ''], request }) => {
        const script = find(name);
        const { secrets }: { secrets: Parameters<typeof withSecrets>[1] } = JSON.parse(await request.text());
        const version = withSecrets(script, secrets);
        script.versions.set(version.id, version);
        goLive(script, [{ version_id: version.id, percentage: 100 }]);
        return settled(name).bindings.filter(({ type }) => type === 'secret_text');
      },
    ],
    [
      'GET',
      at('/subdomain'),
      ({ parts: [name = ''] }) => ({ enabled: find(name).workersDev, previews_enabled: false }),
    ],
    [
      'POST',
      at('/subdomain'),
      async ({ parts: [name = ''], request }) => {
        const body: { enabled: boolean } = JSON.parse(await request.text());
        find(name).workersDev = body.enabled;
        return { enabled: body.enabled, previews_enabled: false };
      },
    ],
    [
      'PUT',
      at('/schedules'),
      async ({ parts: [name = ''], request }) => {
        const body: readonly { cron: string }[] = JSON.parse(await request.text());
        find(name).crons = body.map(({ cron }) => cron);
        return { schedules: body };
      },
    ],
    [
      'PUT',
      at('/domains/records'),
      async ({ parts: [name = ''], request }) => {
        const body: { origins: readonly { hostname: string }[] } = JSON.parse(await request.text());
        for (const { hostname } of body.origins) account.domains.set(hostname, name);
        return body.origins;
      },
    ],
    ['POST', at('/domains/changeset'), () => ({ added: [], removed: [], updated: [], conflicting: [] })],
    [
      'GET',
      /^\/client\/v4\/accounts\/\w+\/workers\/services\/([^/]+)$/,
      ({ parts: [name = ''] }) => {
        find(name);
        const script = { id: name, tag: 'tag', tags: [], last_deployed_from: 'wrangler' };
        return { id: name, default_environment: { environment: 'production', script }, environments: [] };
      },
    ],
    ['GET', /^\/client\/v4\/accounts\/\w+\/workers\/subdomain$/, () => ({ subdomain: account.subdomain })],
  ];
}

const newScript = (name: string): StoredScript => ({
  name,
  versions: new Map(),
  live: null,
  deployments: [],
  crons: [],
  workersDev: false,
});

const deploymentsOf = ({ deployments }: StoredScript) =>
  deployments.toReversed().map(({ id, createdOn, versions }) => ({
    id,
    source: 'wrangler',
    strategy: 'percentage',
    author_email: 'ada@example.com',
    created_on: createdOn,
    versions,
  }));

const shownVersion = ({ id, createdOn, annotations }: Version) => ({
  id,
  metadata: { created_on: createdOn, author_email: 'ada@example.com', source: 'wrangler' },
  annotations,
  resources: { bindings: [], script: { etag: id, handlers: ['fetch'] }, script_runtime: {} },
});

type Metadata = {
  readonly main_module: string;
  readonly bindings: readonly Binding[];
  readonly compatibility_date: string;
  readonly compatibility_flags?: readonly string[];
  readonly keep_bindings?: readonly string[];
  readonly assets?: { readonly jwt?: string };
  readonly annotations?: Readonly<Record<string, string>>;
};

async function versionOf(account: AccountState, script: StoredScript, form: FormData): Promise<Version> {
  const metadata: Metadata = JSON.parse(await textOf(form.get('metadata')));
  const modules: Module[] = [];
  for (const [name, part] of form) {
    if (name === 'metadata' || typeof part === 'string') continue;
    modules.push({ name, type: part.type, content: Buffer.from(await part.arrayBuffer()) });
  }
  const before = liveVersion(script);
  const given = metadata.bindings.filter(({ type }) => type !== 'inherit');
  const names = new Set(given.map(({ name }) => name));
  const inherited = metadata.bindings.filter(({ type }) => type === 'inherit').map(({ name }) => name);
  const kept = (before?.bindings ?? []).filter(
    ({ name, type }) =>
      !names.has(name) && (inherited.includes(name) || metadata.keep_bindings?.includes(type) === true),
  );
  const missing = inherited.find((name) => !kept.some((each) => each.name === name));
  if (missing !== undefined)
    throw new Refusal(400, 10057, `binding ${missing} cannot be inherited: it does not exist`);
  const jwt = metadata.assets?.jwt;
  return {
    id: randomUUID(),
    main: metadata.main_module,
    modules,
    bindings: [...given, ...kept],
    compatibilityDate: metadata.compatibility_date,
    compatibilityFlags: metadata.compatibility_flags ?? [],
    createdOn: new Date().toISOString(),
    annotations: metadata.annotations ?? {},
    assets: jwt === undefined ? (before?.assets ?? new Map()) : completedManifest(account, jwt),
  };
}

const textOf = async (part: FormDataEntryValue | null): Promise<string> =>
  part === null ? '{}' : typeof part === 'string' ? part : part.text();
