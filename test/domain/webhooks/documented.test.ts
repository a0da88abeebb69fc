import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/domain/webhooks/event-types.ts';

it('each type of event stands in docs/WEBHOOKS.md with what it says', async () => {
  const doc = readFileSync('docs/WEBHOOKS.md', 'utf8');
  const [before = '', rest = ''] = doc.split(/(?<=<!-- types:[^>]*-->\n)/);
  const after = rest.slice(rest.indexOf('<!-- /types -->'));
  const rows = Object.entries(EVENT_TYPES).map(([type, { says }]) => [`\`${type}\``, says] as const);
  const wide = (at: 0 | 1) => Math.max(...rows.map((row) => row[at].length), 4);
  const line = (type: string, says: string) => `| ${type.padEnd(wide(0))} | ${says.padEnd(wide(1))} |\n`;
  const rule = `| ${'-'.repeat(wide(0))} | ${'-'.repeat(wide(1))} |\n`;
  const table = `\n${line('type', 'what it says')}${rule}${rows.map(([type, says]) => line(type, says)).join('')}\n`;
  await expect(`${before}${table}${after}`).toMatchFileSnapshot('../../../docs/WEBHOOKS.md');
});
