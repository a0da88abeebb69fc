import { FILLED, fillingId } from '../../test/support/filling.ts';
import type { Deployment } from './deployment.ts';
import { migrate } from './migrate.ts';
import { boundTo, countedReads, esModule, openMiniflare, STRAIGHT } from './miniflare.ts';
import { signedInOwner } from './staff.ts';
import { VARIABLES } from './workbench.ts';

/** What D1 did for a page. */
export type PageRead = { readonly statements: number; readonly read: number };

/** Businesses of several sizes, in a database each, behind the deployed Worker, and an owner who is signed in to each. */
export type StaffPages = {
  /** Of the Worker as it is deployed. */
  readonly origin: (size: number) => Promise<URL>;
  readonly cookie: string;
  readonly read: (size: number, path: string) => Promise<PageRead>;
  readonly close: () => Promise<void>;
};

/** All in one workerd, whose CPU is measured; `filledWith`, the statements that fill a database of a size. */
export async function openStaffPages(
  deployment: Deployment,
  sizes: readonly number[],
  filledWith: (size: number) => readonly string[],
): Promise<StaffPages> {
  const deployed = [esModule('deployed.js', deployment.code)];
  const counted = await countedReads(deployment);
  const on = (size: number) => ({ ...boundTo(`of-${size}`, VARIABLES), ...STRAIGHT });
  const miniflare = openMiniflare(
    deployment,
    sizes.flatMap((size) => [
      { name: `of-${size}`, ...on(size), modules: deployed },
      { name: `counted-${size}`, ...on(size), modules: counted },
    ]),
  );
  const person = { id: fillingId('per', 0), address: 'ada@harbourvane.example' };
  const { cookie, statements } = signedInOwner(FILLED.merchantId, person);
  try {
    await miniflare.ready;
    for (const size of sizes) {
      const database = await miniflare.getD1Database('DB', `of-${size}`);
      await migrate(database);
      for (const sql of [...filledWith(size), ...statements]) await database.prepare(sql).run();
    }
    return {
      origin: (size) => miniflare.unsafeGetDirectURL(`of-${size}`),
      cookie,
      read: async (size, path) => {
        const origin = await miniflare.unsafeGetDirectURL(`counted-${size}`);
        const headers = { Accept: 'text/html', Cookie: cookie };
        const answer: unknown = await (await fetch(new URL(path, origin), { headers })).json();
        const told = (name: string): unknown =>
          typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : null;
        const number = (name: string): number => {
          const value = told(name);
          if (told('status') !== 200 || typeof value !== 'number')
            throw new Error(`${path}: ${told('status')} ${told('text')}`);
          return value;
        };
        return { statements: number('statements'), read: number('read') };
      },
      close: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}
