import { expect, it } from 'vitest';
import { newId } from '../../../src/operations/core/context.ts';
import { readSettings } from '../../../src/operations/merchants/read-settings.ts';
import { updateSettings } from '../../../src/operations/merchants/update-settings.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();

it('what decides about live payments is changed by no test key', async () => {
  const { merchantId } = await seedMerchant(ctx);
  const live = { ...ctx, livemode: true };
  const change = { publicSavedMethod: true };
  const by = (livemode: boolean) =>
    updateSettings(live, { scope: { merchantId, livemode }, commandId: newId(ctx, 'req'), change });
  const isPublic = async () => {
    const read = await readSettings(live, { scope: { merchantId, livemode: false } });
    return read.kind === 'done' && read.value.publicSavedMethod;
  };
  expect(await by(false)).toMatchObject({ kind: 'refused', rejection: { code: 'invalid' } });
  expect(await isPublic()).toBe(false);
  expect(await by(true)).toMatchObject({ kind: 'done' });
  expect(await isPublic()).toBe(true);
});
