import type { World } from './world.ts';

/** The same text at each rehearsal: ids, secrets, ports and links are replaced by what they are. */
export function withoutChance(text: string, { standIn }: Pick<World, 'standIn'>): string {
  return text
    .replaceAll(standIn.workerUrl, 'http://127.0.0.1:8788')
    .replaceAll(/\b\d+ settings are right/g, 'NN settings are right')
    .replaceAll(/\bschema \d+\w+\.sql/g, 'schema 00NN_….sql')
    .replaceAll(/\bacct_\w+/g, 'acct_1AcmeTest')
    .replaceAll(/\bqk_test_[\w-]+/g, 'qk_test_…')
    .replaceAll(/\/i\/[\w.-]+/g, '/i/…');
}
