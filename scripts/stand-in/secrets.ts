import { randomUUID } from 'node:crypto';
import { Refusal } from './http.ts';
import { type Binding, liveShares, type StoredScript, type Version } from './state.ts';

type Patch = Readonly<Record<string, { readonly text: string } | null>>;

/**
 * The version that a change of secrets makes: the code and the bindings of the newest one, which has to have all traffic, with
 * other secrets, and without that one's message. Refused as the API does.
 */
export function withSecrets(script: StoredScript, patch: Patch): Version {
  const newest = [...script.versions.values()].at(-1);
  const [share, another] = liveShares(script);
  if (newest === undefined || another !== undefined || share?.version.id !== newest.id) {
    throw new Refusal(
      400,
      10215,
      'Secret edit failed: the latest version of the Worker isn’t currently deployed.',
    );
  }
  const put = Object.entries(patch).flatMap(([name, given]): Binding[] =>
    given === null ? [] : [{ type: 'secret_text', name, text: given.text }],
  );
  const rest = newest.bindings.filter(({ name }) => !(name in patch));
  return {
    ...newest,
    id: randomUUID(),
    bindings: [...rest, ...put],
    createdOn: new Date().toISOString(),
    annotations: { 'workers/triggered_by': 'secret' },
  };
}

/** A version comes back with its own secrets: the API refuses that where they were changed since, unless it's forced. */
export function refuseOtherSecrets(script: StoredScript, target: Version, isForced: boolean): void {
  const order = [...script.versions.keys()];
  const [live] = liveShares(script);
  if (isForced || live === undefined || order.indexOf(target.id) > order.indexOf(live.version.id)) return;
  const secrets = ({ bindings }: Version) =>
    new Map(bindings.flatMap(({ type, name, text }) => (type === 'secret_text' ? [[name, text]] : [])));
  const [then, now] = [secrets(target), secrets(live.version)];
  const changed = [...new Set([...then.keys(), ...now.keys()])].filter(
    (name) => then.get(name) !== now.get(name),
  );
  if (changed.length > 0)
    throw new Refusal(
      400,
      10220,
      `The requested version has other secrets. The following secrets have changed: ${changed.join(', ')}`,
    );
}
