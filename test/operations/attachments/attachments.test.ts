import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileStore } from '../../../src/adapters/files/port.ts';
import { attachments } from '../../../src/db/schema/index.ts';
import { sweepAttachments } from '../../../src/operations/attachments/sweep-attachments.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { jpeg, pdf, png, text } from '../../support/attached-files.ts';
import { type ApiClient, apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { bucket, keysOf, statesOf, uploader } from '../../support/worker/attaching.ts';
import { brokenChain } from '../../support/worker/chain.ts';
import { type Seeded, seedMerchant, type TestContext, testContext } from '../../support/worker/context.ts';

let ctx: TestContext;
let owner: Seeded;
let api: ApiClient;
let upload: ReturnType<typeof uploader>;
let customerId: string;
let id: string;

const HOUR_MS = 3_600_000;

/** As if the bucket went wrong in some way. */
const failing = (more: Partial<FileStore>): TestContext => {
  const broken = testContext({ files: { ...bucket(), ...more } });
  broken.clock.ms = ctx.clock.ms;
  return broken;
};

beforeEach(async () => {
  ctx = testContext({ files: bucket() });
  owner = await seedMerchant(ctx);
  api = apiClient(ctx, owner);
  upload = uploader(ctx, owner);
  customerId = await makeCustomer(api);
  ({ id } = await makeDraft(api, customerId));
});

describe('a file', () => {
  it('goes with a draft, is listed with its hash, read back byte by byte, and removed with its object', async () => {
    const added = await upload(id, 'Zeitnachweis März.pdf', pdf(), { 'Content-Type': 'application/pdf' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      object: 'attachment',
      invoiceId: id,
      name: 'Zeitnachweis März.pdf',
      mediaType: 'application/pdf',
      bytes: pdf().length,
      url: null,
      createdAt: '2026-11-22T12:00:00.000Z',
    });
    expect(added.body.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await api('GET', `/invoices/${id}/attachments`)).body.data).toEqual([added.body]);
    expect(await keysOf(owner.merchantId)).toEqual([`attachments/${owner.merchantId}/${added.body.id}`]);
    const kept = await env.FILES.get(`attachments/${owner.merchantId}/${added.body.id}`);
    expect(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(pdf());
    const removed = await api('DELETE', `/invoices/${id}/attachments/${added.body.id}`);
    expect(removed.body).toEqual({ id: added.body.id, object: 'attachment', deleted: true });
    expect(await keysOf(owner.merchantId)).toEqual([]);
    await sweepAttachments(ctx);
    expect(await statesOf(ctx, id)).toEqual({});
    const { data } = (await api('GET', `/invoices/${id}/timeline`)).body;
    expect(JSON.stringify(data)).toContain('A file was attached.');
    expect(JSON.stringify(data)).not.toContain('Zeitnachweis');
    expect(await brokenChain(ctx.db, owner.merchantId)).toEqual([]);
  });

  it('is the same one where the same content comes again under the same name, with a key or without', async () => {
    const first = await upload(id, 'a.pdf', pdf(), { 'Idempotency-Key': 'one' });
    expect(
      (await upload(id, 'a.pdf', pdf(), { 'Idempotency-Key': 'one' })).headers.get('Idempotent-Replayed'),
    ).toBe('true');
    expect((await upload(id, 'a.pdf', pdf())).body).toEqual(first.body);
    const other = await upload(id, 'b.pdf', pdf(), { 'Idempotency-Key': 'one' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    const changed = await upload(id, 'a.pdf', pdf('/Lang(de)'));
    expect([changed.status, changed.body.code]).toEqual([409, 'attachment_name_taken']);
    expect(await keysOf(owner.merchantId)).toHaveLength(1);
  });

  it('that is refused is told why in words, and nothing is kept', async () => {
    const html = await upload(id, 'a.pdf', text('<html><script>alert(1)</script>'));
    expect([html.status, html.body.errors[0]?.path]).toEqual([400, 'file']);
    expect(html.body.detail).toContain('looks like HTML');
    const type = await upload(id, 'a.pdf', pdf(), { 'Content-Type': 'text/html' });
    expect(type.body.errors[0]?.path).toBe('Content-Type');
    const name = await upload(id, '../a.pdf', pdf());
    expect([name.body.errors[0]?.path, name.status]).toEqual(['name', 400]);
    const empty = await upload(id, 'a.pdf', new Uint8Array());
    expect(empty.body.detail).toContain('The file is empty.');
    const large = await upload(id, 'a.pdf', new Uint8Array(26_000_000));
    expect([large.status, large.body.code]).toEqual([413, 'payload_too_large']);
    expect(large.body.detail).toContain('10 MB');
    const unnamed = await api('POST', `/invoices/${id}/attachments`, 'x');
    expect(unnamed.status).toBe(400);
    expect(await statesOf(ctx, id)).toEqual({});
    expect(await keysOf(owner.merchantId)).toEqual([]);
  });

  it('that breaks off half way leaves nothing', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(pdf().subarray(0, 40)),
      pull: (controller) => controller.error(new Error('connection lost')),
    });
    await upload(id, 'a.pdf', broken).catch(() => null);
    expect(await statesOf(ctx, id)).toEqual({});
    expect(await keysOf(owner.merchantId)).toEqual([]);
  });

  it('is of another business for another business: neither added, listed, read nor removed', async () => {
    const added = await upload(id, 'a.pdf', pdf());
    const stranger = await seedMerchant(ctx);
    const theirs = apiClient(ctx, stranger);
    expect((await uploader(ctx, stranger)(id, 'b.pdf', pdf())).status).toBe(404);
    const own = await makeDraft(theirs, await makeCustomer(theirs));
    for (const invoice of [id, own.id]) {
      const path = `/invoices/${invoice}/attachments/${added.body.id}`;
      expect((await theirs('GET', `${path}/content`)).status).toBe(404);
      expect((await theirs('DELETE', path)).status).toBe(404);
    }
    expect((await theirs('GET', `/invoices/${id}/attachments`)).status).toBe(404);
    const live = await seedMerchant(ctx, { livemode: true });
    expect((await uploader(ctx, live)(id, 'b.pdf', pdf())).status).toBe(404);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'ready' });
  });
});

describe('files of one invoice', () => {
  it('are ten at most, however many come at once', async () => {
    const sent = await Promise.all(
      Array.from({ length: 14 }, (_, at) => upload(id, `${at}.txt`, text(`file ${at}`))),
    );
    const refused = sent.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 4 }, () => [409, 'too_many_attachments']),
    );
    expect(refused[0]?.body.detail).toContain('10 files');
    expect(Object.values(await statesOf(ctx, id))).toEqual(Array.from({ length: 10 }, () => 'ready'));
    expect(await keysOf(owner.merchantId)).toHaveLength(10);
  });

  it('are 25 MB at most together', async () => {
    const large = pdf('', 9_900_000);
    expect((await upload(id, '1.pdf', large)).status).toBe(201);
    expect((await upload(id, '2.pdf', large)).status).toBe(201);
    const third = await upload(id, '3.pdf', large);
    expect([third.status, third.body.code]).toEqual([409, 'attachments_too_large']);
    expect(third.body.detail).toContain('more than 25 MB');
    expect((await upload(id, '4.pdf', pdf())).status).toBe(201);
  });

  it('are held to that by the database too, whoever writes', async () => {
    const row = {
      ...owner.scope,
      invoiceId: id,
      mediaType: 'text/plain',
      sha256: 'a'.repeat(64),
      state: 'uploading',
      checkAt: 1,
      createdAt: 1,
    } as const;
    const write = (name: string, bytes: number, more = {}) =>
      ctx.db
        .insert(attachments)
        .values({ ...row, id: newId(ctx, 'att'), name, bytes, ...more })
        .then(() => 'written')
        .catch(() => 'refused');
    expect(await write('a.txt', 10_000_001)).toBe('refused');
    expect(await write('a/b.txt', 1)).toBe('refused');
    expect(await write('a.txt', 1, { merchantId: (await seedMerchant(ctx)).merchantId })).toBe('refused');
    for (let at = 0; at < 9; at += 1) expect(await write(`${at}.txt`, 2_700_000)).toBe('written');
    expect(await write('too large.txt', 800_000)).toBe('refused');
    expect(await write('8.txt', 1)).toBe('refused');
    expect(await write('tenth.txt', 1)).toBe('written');
    expect(await write('eleventh.txt', 1)).toBe('refused');
  });

  it('two uploads of the same file at once are one', async () => {
    const sent = await Promise.all([upload(id, 'a.png', png()), upload(id, 'a.png', png())]);
    expect(sent.map(({ status }) => status)).toEqual([201, 201]);
    expect(sent[0]?.body.id).toBe(sent[1]?.body.id);
    expect(await keysOf(owner.merchantId)).toHaveLength(1);
    expect(await brokenChain(ctx.db, owner.merchantId)).toEqual([]);
  });
});

describe('an invoice that was issued', () => {
  it('takes a file, and gives up none once it was sent', async () => {
    const early = await upload(id, 'early.pdf', pdf());
    await api('POST', `/invoices/${id}/finalize`);
    expect((await api('DELETE', `/invoices/${id}/attachments/${early.body.id}`)).status).toBe(200);
    const added = await upload(id, 'a.pdf', pdf());
    expect(added.body.url).toMatch(new RegExp(`^https://billing.test/i/[\\w-]+/files/${added.body.id}$`));
    await api('POST', `/invoices/${id}/send`);
    expect((await upload(id, 'later.jpg', jpeg())).status).toBe(201);
    const refused = await api('DELETE', `/invoices/${id}/attachments/${added.body.id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'attachment_sent']);
  });

  it('takes none once it is void or paid; what a void one had goes', async () => {
    await upload(id, 'a.pdf', pdf());
    await api('POST', `/invoices/${id}/finalize`);
    await api('POST', `/invoices/${id}/void`);
    const refused = await upload(id, 'b.pdf', pdf());
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'invoice_not_open',
      'The invoice is void.',
    ]);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'removing' });
    expect((await api('GET', `/invoices/${id}/attachments`)).body.data).toEqual([]);
    await sweepAttachments(ctx);
    expect(await keysOf(owner.merchantId)).toEqual([]);
    expect(await statesOf(ctx, id)).toEqual({});
    const paid = await makeDraft(api, customerId);
    await api('POST', `/invoices/${paid.id}/finalize`);
    await api('POST', `/invoices/${paid.id}/record-payment`);
    expect((await upload(paid.id, 'b.pdf', pdf())).body.code).toBe('invoice_not_open');
  });
});

describe('what is left half way', () => {
  it('of a draft that is deleted goes with it', async () => {
    await upload(id, 'a.pdf', pdf());
    expect((await api('DELETE', `/invoices/${id}`)).status).toBe(200);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'removing' });
    await sweepAttachments(ctx);
    expect(await statesOf(ctx, id)).toEqual({});
    expect(await keysOf(owner.merchantId)).toEqual([]);
  });

  it('by a bucket that answers 500 is refused, and can be sent again', async () => {
    const down = failing({ put: async () => 'unavailable' });
    const sent = await uploader(down, owner)(id, 'a.pdf', pdf(), { 'Idempotency-Key': 'one' });
    expect([sent.status, sent.body.code]).toEqual([503, 'attachments_unavailable']);
    expect(sent.headers.get('Retry-After')).toBe('2');
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'removing' });
    expect((await upload(id, 'a.pdf', pdf(), { 'Idempotency-Key': 'one' })).status).toBe(201);
    ctx.clock.ms += HOUR_MS;
    await sweepAttachments(ctx);
    expect((await api('GET', `/invoices/${id}/attachments`)).body.data).toHaveLength(1);
    expect(await keysOf(owner.merchantId)).toHaveLength(1);
  });

  it('by a Worker that died is taken up by the same upload, or swept with its object after an hour', async () => {
    // It wrote its object, and no more.
    const dies = failing({
      put: async (key, file) => {
        await bucket().put(key, file);
        throw new Error('evicted');
      },
    });
    const crash = uploader(dies, owner);
    expect((await crash(id, 'a.pdf', pdf())).status).toBe(500);
    expect((await crash(id, 'b.pdf', pdf('/Lang(de)'))).status).toBe(500);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'uploading', 'b.pdf': 'uploading' });
    expect(await keysOf(owner.merchantId)).toHaveLength(2);
    expect((await upload(id, 'a.pdf', pdf())).status).toBe(201);
    await sweepAttachments(ctx);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'ready', 'b.pdf': 'uploading' });
    ctx.clock.ms += HOUR_MS;
    await sweepAttachments(ctx);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'ready' });
    expect(await keysOf(owner.merchantId)).toHaveLength(1);
  });

  it('while its draft was deleted is deleted by whoever wrote it', async () => {
    const slow = failing({
      put: async (key, file) => {
        await api('DELETE', `/invoices/${id}`);
        return bucket().put(key, file);
      },
    });
    const sent = await uploader(slow, owner)(id, 'a.pdf', pdf());
    expect([sent.status, sent.body.code]).toEqual([404, 'not_found']);
    expect(await keysOf(owner.merchantId)).toEqual([]);
    // Until nothing can be written any more, the sweep would delete it again.
    await sweepAttachments(ctx);
    expect(await statesOf(ctx, id)).toEqual({ 'a.pdf': 'removing' });
    ctx.clock.ms += HOUR_MS;
    await sweepAttachments(ctx);
    expect(await statesOf(ctx, id)).toEqual({});
  });

  it('while its invoice was voided is refused', async () => {
    await api('POST', `/invoices/${id}/finalize`);
    const slow = failing({
      put: async (key, file) => {
        await api('POST', `/invoices/${id}/void`);
        return bucket().put(key, file);
      },
    });
    expect((await uploader(slow, owner)(id, 'a.pdf', pdf())).body.code).toBe('invoice_not_open');
    expect(await keysOf(owner.merchantId)).toEqual([]);
  });

  it('after a put that took longer than is believed in is not ready', async () => {
    const slow = failing({
      put: async (key, file) => {
        slow.clock.ms += 40 * 60_000;
        return bucket().put(key, file);
      },
    });
    expect((await uploader(slow, owner)(id, 'a.pdf', pdf())).body.code).toBe('attachments_unavailable');
    expect(await keysOf(owner.merchantId)).toEqual([]);
  });

  it('by a bucket that deletes nothing is tried again later, and later each time', async () => {
    await upload(id, 'a.pdf', pdf());
    await api('DELETE', `/invoices/${id}`);
    const down = failing({ remove: async () => 'unavailable' });
    await sweepAttachments(down);
    const due = async () =>
      (await ctx.db.select().from(attachments).where(eq(attachments.invoiceId, id)))[0]?.checkAt;
    expect(await due()).toBe(ctx.clock.ms + 60_000);
    down.clock.ms += 16 * HOUR_MS;
    await sweepAttachments(down);
    expect(await due()).toBe(down.clock.ms + HOUR_MS);
    ctx.clock.ms = down.clock.ms + HOUR_MS;
    await sweepAttachments(ctx);
    expect(await keysOf(owner.merchantId)).toEqual([]);
  });
});

it('without a bucket none is taken, which says how to bind one; the rest of the API is as ever', async () => {
  const unbound = testContext();
  const sent = await uploader(unbound, owner)(id, 'a.pdf', pdf());
  expect([sent.status, sent.body.code]).toEqual([409, 'attachments_not_set_up']);
  expect(sent.body.detail).toContain('bind one as `FILES` under [[r2_buckets]]');
  expect((await apiClient(unbound, owner)('GET', `/invoices/${id}/attachments`)).body.data).toEqual([]);
});

it('a person who is erased leaves no file; who asks what is kept is told of each before', async () => {
  await upload(id, 'Stunden Ada.pdf', pdf());
  await api('POST', `/invoices/${id}/finalize`);
  await api('POST', `/invoices/${id}/record-payment`);
  const exported = JSON.stringify((await api('GET', `/customers/${customerId}/export`)).body);
  expect(exported).toContain('Stunden Ada.pdf');
  const erased = await api('POST', `/customers/${customerId}/erase`, {});
  expect(erased.status).toBe(200);
  expect(await statesOf(ctx, id)).toEqual({ Erased: 'removing' });
  await sweepAttachments(ctx);
  expect(await statesOf(ctx, id)).toEqual({});
  expect(await keysOf(owner.merchantId)).toEqual([]);
});
