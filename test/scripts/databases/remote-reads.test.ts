import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteReads } from '../../../scripts/database/remote-reads.ts';
import { settingsText } from '../../../scripts/deploy/settings.ts';
import { startStandIn } from '../../../scripts/stand-in/cloudflare.ts';
import { ANSWERS, OWN } from '../deploy/fixtures.ts';

let folder: string;
let standIn: Awaited<ReturnType<typeof startStandIn>>;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quittance-reads-'));
  standIn = await startStandIn({ directory: folder });
  environment = { CLOUDFLARE_API_BASE_URL: standIn.apiUrl, CLOUDFLARE_API_TOKEN: 'stand-in' };
});
afterAll(async () => {
  await standIn.close();
  await rm(folder, { recursive: true, force: true });
});

/** A configuration as deploying writes it. */
async function placeOf(more: { readonly databaseId: string; readonly environment?: string }) {
  const { id: accountId } = standIn.account;
  const config = join(folder, 'wrangler.toml');
  const at = { accountId, databaseId: more.databaseId, deploymentId: OWN, appUrl: 'https://a.example' };
  await writeFile(config, settingsText(await readFile('wrangler.toml', 'utf8'), ANSWERS, at));
  return { remote: true, state: folder, config, environment: more.environment ?? null, backups: folder };
}

describe('a deployed database', () => {
  it('is read by Cloudflare’s API itself, several statements at once, where its configuration names it', async () => {
    const made = await fetch(`${standIn.apiUrl}/accounts/${standIn.account.id}/d1/database`, {
      method: 'POST',
      body: JSON.stringify({ name: 'quittance' }),
    });
    const { result }: { result: { uuid: string } } = await made.json();
    const place = await placeOf({ databaseId: result.uuid });
    const read = await remoteReads(place, environment);
    expect(await read?.(["SELECT 1 AS a, 'x' AS b;", 'SELECT 2 AS a WHERE 0', 'SELECT NULL AS c'])).toEqual([
      [{ a: 1, b: 'x' }],
      [],
      [{ c: null }],
    ]);
    await expect(read?.(['SELECT 1 FROM nowhere'])).rejects.toThrow('no such table: nowhere');
  });

  it('that isn’t there is said to be missing', async () => {
    const read = await remoteReads(await placeOf({ databaseId: 'gone' }), environment);
    await expect(read?.(['SELECT 1'])).rejects.toThrow('no such database');
  });

  it('is left to wrangler where an environment of its own names it, or it’s on this machine', async () => {
    const place = await placeOf({ databaseId: 'gone', environment: 'staging' });
    expect(await remoteReads(place, environment)).toBeNull();
    expect(await remoteReads({ ...place, remote: false, environment: null }, environment)).toBeNull();
  });
});
