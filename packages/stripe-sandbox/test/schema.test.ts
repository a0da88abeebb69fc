import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { generateSchema } from '../scripts/stripe-schema/generate.ts';
import { pathsIn } from '../scripts/stripe-schema/operations.ts';
import { everyResource, installedVersion } from '../scripts/stripe-schema/sdk.ts';
import { ROUTES } from '../src/api/routes.ts';
import { API_VERSION } from '../src/core/version.ts';

const FOLDER = join(import.meta.dirname, '../schema');
const REGENERATE = 'run npm run stripe-schema, and look at what changed';

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const text = readFileSync(join(FOLDER, files[0] ?? ''), 'utf8');
const schema: ReturnType<typeof generateSchema> = JSON.parse(text);

/** `/v1/customers/:id` and `/v1/customers/{customer}` are the same path. */
const shapeOf = (operation: string): string => operation.replace(/:\w+|\{\w+\}/g, '*');

describe('the schemas of the SDK’s types', () => {
  it('are those of the installed version, and of no other', () => {
    expect(files, REGENERATE).toEqual([`stripe-${installedVersion()}.json`]);
    expect(schema.sdk, REGENERATE).toBe(Stripe.PACKAGE_VERSION);
  });

  it('are of the version that the sandbox speaks', () => {
    expect(schema.apiVersion).toBe(API_VERSION);
  });

  it('are what the installed package gives', () => {
    expect(text === `${JSON.stringify(generateSchema())}\n`, REGENERATE).toBe(true);
  });

  it('cover every operation of the sandbox that the SDK types', () => {
    const typed = new Set(everyResource().flatMap(pathsIn).map(shapeOf));
    const described = new Set(schema.operations.map(({ method, path }) => shapeOf(`${method} ${path}`)));
    const routes = ROUTES.map(({ method, path }) => shapeOf(`${method} ${path}`));
    const missing = routes.filter((route) => typed.has(route) && !described.has(route));
    expect(missing, 'add their resources to scripts/stripe-schema/mirrored.ts').toEqual([]);
    expect(routes.filter((route) => typed.has(route)).length).toBeGreaterThan(40);
  });

  it('lead nowhere that is not there', () => {
    const named = [...text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(1000);
    expect([...new Set(named)].filter((name) => schema.$defs[name] === undefined)).toEqual([]);
  });
});
