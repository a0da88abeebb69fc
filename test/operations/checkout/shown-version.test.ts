import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoiceVersions } from '../../../src/db/schema/index.ts';
import { followPayLink, type LinkVisit } from '../../../src/operations/checkout/follow-pay-link.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { openScene, type Scene } from './entrances.ts';

let scene: Scene;
let invoiceId: string;
let token: string;
/** $20.00 are left of an invoice; its third version owes all of the $120.00 again. */
beforeEach(async () => {
  scene = await openScene();
  invoiceId = await scene.invoice(12_000);
  const { ctx } = scene.shop;
  await addVersion(2);
  await scene.setInvoice(invoiceId, { amountPaid: 10_000, version: 2 });
  token = new URL(await ctx.links.url('pay', { id: invoiceId, version: 1 })).pathname.split('/').at(-1) ?? '';
});

async function addVersion(version: number): Promise<void> {
  const { db } = scene.shop.ctx;
  const [last] = await db.select().from(invoiceVersions).where(eq(invoiceVersions.invoiceId, invoiceId));
  if (last === undefined) throw new Error('no version');
  await db.insert(invoiceVersions).values({ ...last, version });
}

async function takeBack(): Promise<void> {
  await addVersion(3);
  await scene.setInvoice(invoiceId, { amountPaid: 0, version: 3 });
}

/** What was paid comes to be taken back as the page's nth link is written. */
function changingAtLink(nth: number): Context {
  const { ctx } = scene.shop;
  let written = 0;
  return {
    ...ctx,
    links: {
      ...ctx.links,
      open: (...args) => ctx.links.open(...args),
      url: async (...args) => {
        written += args[0] === 'pay' ? 1 : 0;
        if (args[0] === 'pay' && written === nth) await takeBack();
        return ctx.links.url(...args);
      },
    },
  };
}

/** The sum that a page shows, and what its button says is paid with the method on file. */
async function offered(ctx: Context, visit: LinkVisit) {
  const followed = await followPayLink(ctx, { token, visit });
  if (followed.kind !== 'done' || followed.value.kind !== 'offer') throw new Error('nothing is offered');
  return { shown: followed.value.shown.view.amountRemaining, offer: followed.value.offer };
}
const amounts = async () => (await scene.shop.payments()).map(({ amount }) => amount);

describe('the button for a method on file', () => {
  it.each(['looks', 'navigates'] as const)('charges what is shown beside it (%s)', async (kind) => {
    const { ctx } = scene.shop;
    const { shown, offer } = await offered(ctx, { kind });
    expect({ shown, version: offer?.invoiceVersion }).toEqual({ shown: 2_000, version: 2 });
    const press = { kind: 'presses_saved', methodId: offer?.methods[0].methodId ?? '', version: 2 } as const;
    expect(await followPayLink(ctx, { token, visit: press })).toMatchObject({ value: { kind: 'redirect' } });
    expect(await amounts()).toEqual([2_000]);
  });

  it('is not beside an amount of another version, which a change between the two reads would make it', async () => {
    expect(await offered(changingAtLink(2), { kind: 'looks' })).toEqual({ shown: 2_000, offer: null });
    expect(await offered(scene.shop.ctx, { kind: 'looks' })).toMatchObject({
      shown: 12_000,
      offer: { invoiceVersion: 3 },
    });
  });

  it('charges nothing where the amount changed after it was shown, and the page shows the new one', async () => {
    const { ctx } = scene.shop;
    const { offer } = await offered(ctx, { kind: 'looks' });
    await takeBack();
    const press = { kind: 'presses_saved', methodId: offer?.methods[0].methodId ?? '', version: 2 } as const;
    expect(await offered(ctx, press)).toMatchObject({ shown: 12_000, offer: { invoiceVersion: 3 } });
    expect(await amounts()).toEqual([]);
  });
});
