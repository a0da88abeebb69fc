import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { expect, it } from 'vitest';
import { localConfig } from '../../scripts/stack/app-settings.ts';

const settings = readFileSync('wrangler.toml', 'utf8');
const local = localConfig(settings, { APP_URL: 'http://localhost:1', STRIPE_API_URL: 'http://127.0.0.1:2' });

it('a stack’s configuration reads the same files, from wherever it is', () => {
  const paths = [...local.matchAll(/^[\w"@-]+ *= *"([^"\n]*\/(?:src|stubs|assets|migrations)[^"\n]*)"/gm)];
  expect(paths.length).toBe(4);
  for (const [, path = ''] of paths)
    expect([path, isAbsolute(path) && existsSync(path)]).toEqual([path, true]);
});

it('a stack’s configuration has its own variables, no deployment’s, and no secret', () => {
  const [, vars = ''] = /^\[vars\]\n((?:[^[\n][^\n]*\n)*)/m.exec(local) ?? [];
  expect(vars).toBe('APP_URL = "http://localhost:1"\nSTRIPE_API_URL = "http://127.0.0.1:2"\n');
  expect(local).not.toContain('https://api.stripe.com');
  expect(/^required = (.*)$/m.exec(local)?.[1]).toContain('"OPERATOR_KEY"');
  // Whatever else is bound, is bound in it.
  const bindings = (text: string) => [...text.matchAll(/^(?:binding|name|queue) = .*$/gm)].map(String);
  const bucket = 'binding = "FILES"';
  expect(bindings(local).filter((line) => line !== bucket)).toEqual(bindings(settings));
  // Files that go with invoices are kept on this machine without asking.
  expect(local).toContain(`[[r2_buckets]]\n${bucket}\nbucket_name = "quittance-files"\n`);
});
