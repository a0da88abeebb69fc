import { describe, expect, it } from 'vitest';
import { misshapenVerbs } from '../support/node/verbs.ts';

describe('the checker of verbs', () => {
  const OUTCOME = "import type { Outcome } from '../../domain/outcome.ts';\n";
  const check = (verb: string, caller = 'src/routes/a.ts') =>
    misshapenVerbs(
      new Map([
        [caller, "import { act } from '../operations/invoices/act.ts';"],
        ['src/operations/invoices/act.ts', `${OUTCOME}${verb}`],
      ]),
    );

  it.each([
    'export const act = (ctx: Context, scope: Scope, ask: Ask): Promise<Outcome<null>> => go(ctx);',
    'export async function act(scope: Scope): Promise<Outcome<null>> {}',
    "export async function act(ctx: Context, ask: Ask): Promise<'done' | 'not_found'> {}",
    'export async function act(ctx: Context, ask: Ask): Promise<Outcome<null> | null> {}',
    'export async function act(ctx: Context, ask: Ask) {}',
    "type Acted = { readonly kind: 'acted' };\nexport const act = (ctx: Context): Promise<Acted> => go(ctx);",
  ])('refuses: %s', (verb) => {
    expect(check(verb)).toHaveLength(1);
    expect(check(verb, 'src/jobs/a.ts')).toHaveLength(1);
  });

  it.each([
    'export const act = (ctx: Context, { scope }: Scoped<Ask>): Promise<Outcome<null>> => go(ctx);',
    'export async function act(ctx: Context): Promise<Done<number> | Refused> {}',
    'type Acted = Outcome<null>;\nexport async function act(ctx: Context): Promise<Acted> {}',
    'const go = (ctx: Context): Promise<Outcome<null>> => x;\nexport function act(ctx: Context): ReturnType<typeof go> {}',
    'export type act = string;',
  ])('lets pass: %s', (verb) => {
    expect(check(verb)).toEqual([]);
  });
});
