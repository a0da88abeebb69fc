import { describe, expect, it } from 'vitest';
import { metered } from '../../../src/operations/core/budget.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { runImport } from '../../../src/operations/imports/run.ts';
import { customerImport, importLines } from '../../../src/routes/api/imports/schema.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';

async function open() {
  const waiting: string[] = [];
  const base = testContext();
  const ctx: Context & typeof base = {
    ...base,
    enqueue: async (work) => {
      for (const one of work) if (one.kind === 'sweep') waiting.push(one.id);
    },
  };
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  const call = (path: string, init: RequestInit = {}) =>
    apiRoutes.request(
      `https://billing.test/api/v1${path}`,
      { ...init, headers: { Authorization: `Bearer ${merchant.apiKey}`, 'Content-Type': 'text/csv' } },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
  /** Works on what is waiting, each in an invocation of its own. */
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const importId = id;
      await metered(() => runImport(ctx, { importId }));
    }
  };
  const read = async (id: string) => customerImport.parse((await api('GET', `/customer-imports/${id}`)).body);
  return {
    ctx,
    api,
    call,
    work,
    send: (file: BodyInit, query = '') => call(`/customer-imports${query}`, { method: 'POST', body: file }),
    read,
    lines: async (id: string) =>
      importLines.parse((await api('GET', `/customer-imports/${id}/lines?limit=500`)).body).data,
    /** Sends a file, and does what it would change. */
    take: async (file: BodyInit, proposals = 'skip') => {
      const sent = await call('/customer-imports', { method: 'POST', body: file });
      const { id } = customerImport.parse(await sent.json());
      await work();
      const planned = await read(id);
      await api('POST', `/customer-imports/${id}/apply`, { proposals });
      await work();
      return { id, planned, after: await read(id) };
    },
  };
}

const FILE = [
  'External ID: Xero;Name;E-mail;City;Phone',
  'x1;Acme GmbH;ap@acme.test;Köln;+49 221',
  'x2;"Tools; ""Best""";tools@acme.test;;',
  '',
].join('\r\n');

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
};

describe('a file of customers', () => {
  it.each([
    ['UTF-8', FILE],
    ['UTF-8 with a mark', `\ufeff${FILE}`],
    ['UTF-16 LE', utf16(`\ufeff${FILE}`, true)],
    ['UTF-16 BE', utf16(`\ufeff${FILE}`, false)],
    ['UTF-16 without a mark', utf16(FILE, true)],
    ['tabs', FILE.replaceAll('"Tools; ""Best"""', 'Tools').replaceAll(';', '\t')],
  ])('in %s says what it would change, changes it, and a second time nothing', async (_, file) => {
    const shop = await open();
    const { planned, after } = await shop.take(file);
    expect(planned).toMatchObject({ state: 'ready', lines: 2, counts: { create: 2 } });
    expect(after).toMatchObject({ state: 'done', counts: { done: 2, failed: 0 } });
    const { body } = await shop.api('GET', '/customers?externalId=Xero:x1');
    expect(body.data).toMatchObject([
      { legalName: 'Acme GmbH', address: { town: 'Köln' }, telephone: '+49 221' },
    ]);
    const again = await shop.take(file);
    expect(again.planned.counts).toMatchObject({ same: 2, create: 0, change: 0 });
    expect((await shop.api('GET', '/customers')).body.data).toHaveLength(2);
  });

  it('never empties a field by an empty cell, and says each change from what to what', async () => {
    const shop = await open();
    await shop.take(FILE);
    const { id } = await shop.take('externalId:Xero,city,phone\nx1,Bonn,\n');
    expect(await shop.lines(id)).toMatchObject([
      { line: 2, state: 'done', changes: [{ field: 'town', from: 'Köln', to: 'Bonn' }], problems: [] },
    ]);
    const { body } = await shop.api('GET', '/customers?externalId=Xero:x1');
    expect(body.data).toMatchObject([
      { address: { town: 'Bonn' }, telephone: '+49 221', email: 'ap@acme.test' },
    ]);
  });

  it('proposes by an address alone, and does with it what a person says', async () => {
    const shop = await open();
    const id = await makeCustomer(shop.api, { legalName: 'Old', email: 'Same@acme.test' });
    const file = 'email,name\nsame@ACME.test,New\n';
    const skipped = await shop.take(file);
    expect(skipped.planned.counts.propose).toBe(1);
    expect(skipped.after.counts.skipped).toBe(1);
    expect((await shop.api('GET', `/customers/${id}`)).body.legalName).toBe('Old');
    await shop.take(file, 'change');
    expect((await shop.api('GET', `/customers/${id}`)).body).toMatchObject({ legalName: 'New' });
    expect((await shop.api('GET', '/customers')).body.data).toHaveLength(1);
  });

  it('says of each line what is wrong with it, and does the others', async () => {
    const shop = await open();
    const { id, after } = await shop.take(
      'externalId:A,externalId:B,name,email,country\na1,,One,,\n,,No one,,\na2,,,,\na3,,Three,nowhere,XX1\na1,b9,One more,,\n',
    );
    expect(after.counts).toMatchObject({ done: 2, wrong: 3 });
    const lines = await shop.lines(id);
    expect(lines.map(({ line, state }) => [line, state])).toEqual([
      [2, 'done'],
      [3, 'wrong'],
      [4, 'wrong'],
      [5, 'wrong'],
      [6, 'done'],
    ]);
    expect(lines[3]?.problems.map(({ column }) => column)).toEqual(['email', 'country']);
    // The second line about the same customer changes the one that the first made.
    expect((await shop.api('GET', '/customers')).body.data).toHaveLength(1);
  });

  it('says who pays for whom, in whichever order the lines are, and refuses by line what cannot be', async () => {
    const shop = await open();
    const boss = await makeCustomer(shop.api, { legalName: 'Here already', email: 'boss@acme.test' });
    const file = [
      'externalId:Xero,name,email,parent',
      'c1,Child before its parent,c1@acme.test,Xero:p1',
      'p1,Parent,p1@acme.test,',
      'c2,Child after it,c2@acme.test,Xero:p1',
      `c3,Of one that is here,c3@acme.test,${boss}`,
      'n1,Of nobody,n1@acme.test,Xero:none',
      's1,Of itself,s1@acme.test,Xero:s1',
      'a1,Circle,a1@acme.test,Xero:b1',
      'b1,Circle,b1@acme.test,Xero:a1',
      'g1,Grandchild,g1@acme.test,Xero:c1',
      'w1,Written wrong,w1@acme.test,somebody',
      '',
    ].join('\n');
    const { id, planned, after } = await shop.take(file);
    expect(planned.counts).toMatchObject({ create: 4, wrong: 6 });
    expect(after.counts).toMatchObject({ done: 4, failed: 0 });
    const lines = await shop.lines(id);
    expect(
      lines.filter(({ state }) => state === 'wrong').map(({ line, problems }) => [line, problems]),
    ).toEqual([
      [6, [{ column: 'parent', message: expect.stringMatching(/neither here nor in this file/) }]],
      [7, [{ column: 'parent', message: expect.stringMatching(/its own parent/) }]],
      [8, [{ column: 'parent', message: expect.stringMatching(/gets a parent in this file/) }]],
      [9, [{ column: 'parent', message: expect.stringMatching(/gets a parent in this file/) }]],
      [10, [{ column: 'parent', message: expect.stringMatching(/gets a parent in this file/) }]],
      [11, [{ column: 'parent', message: expect.stringMatching(/KEY:ID/) }]],
    ]);
    const of = async (key: string) => {
      const { body } = await shop.api('GET', `/customers?externalId=Xero:${key}`);
      return { id: String(body.data[0]?.id), parentId: body.data[0]?.parentId };
    };
    const parent = await of('p1');
    expect([(await of('c1')).parentId, (await of('c2')).parentId]).toEqual([parent.id, parent.id]);
    expect((await of('c3')).parentId).toBe(boss);
    // What is exported changes nothing, and a second level is refused by its line.
    const exported = await (await shop.call('/customers.csv')).text();
    expect(exported).toContain(parent.id);
    const again = await shop.take(exported);
    expect(again.planned.counts).toMatchObject({ same: 5, change: 0, wrong: 0 });
    const second = await shop.take('externalId:Xero,parent\nc1,Xero:c2\np1,Xero:c3\n');
    expect(second.planned.counts).toMatchObject({ wrong: 2 });
  });

  it.each([
    ['id,name\n"x', 'line 2, column 1', /none closes it/],
    ['id,name\ncus_1\n', 'line 2, column 2', /1 cells and the first line has 2/],
    ['id;a,b\n', 'line 1, column 1', /say which/],
    ['id,Colour\nx,red\n', 'line 1, column 2', /“Colour” is no column/],
    ['id,name\n', 'line 2, column 1', /no line below/],
    ['PK\u0003\u0004', 'line 1, column 1', /is no column here/],
    [new Uint8Array([0x69, 0x64, 0x0a, 0xf6, 0x0a]), 'file', /neither UTF-8 nor UTF-16/],
  ])(
    'of another shape is told in words, by line and column, and nothing of it is kept: %j',
    async (file, path, message) => {
      const shop = await open();
      const refused = await shop.send(file);
      expect(refused.status).toBe(400);
      const { errors } = await refused.json<{ errors: { path: string; message: string }[] }>();
      expect(errors).toMatchObject([{ path, message: expect.stringMatching(message) }]);
      await shop.work();
      expect((await shop.api('GET', '/customers')).body.data).toEqual([]);
    },
  );

  it('is nobody else’s, and ends where it is canceled', async () => {
    const shop = await open();
    const sent = customerImport.parse(await (await shop.send(FILE)).json());
    const stranger = apiClient(shop.ctx, await seedMerchant(shop.ctx));
    for (const path of ['', '/lines']) {
      expect((await stranger('GET', `/customer-imports/${sent.id}${path}`)).status).toBe(404);
    }
    expect((await stranger('POST', `/customer-imports/${sent.id}/apply`)).status).toBe(404);
    expect((await shop.api('POST', `/customer-imports/${sent.id}/apply`)).status).toBe(400);
    await shop.work();
    await shop.api('POST', `/customer-imports/${sent.id}/cancel`);
    expect((await shop.api('POST', `/customer-imports/${sent.id}/apply`)).status).toBe(400);
    await shop.work();
    expect((await shop.api('GET', '/customers')).body.data).toEqual([]);
  });

  it('is gone on with, bite by bite, however often it is cut off, and makes nobody twice', async () => {
    const shop = await open();
    const many = Array.from({ length: 60 }, (_, at) => `x${at},Customer ${at}`).join('\n');
    const { after } = await shop.take(`externalId:Xero,name\n${many}\n`);
    expect(after).toMatchObject({ state: 'done', counts: { done: 60 } });
    expect((await shop.api('GET', '/customers?limit=100')).body.data).toHaveLength(60);
  });
});

describe('customers as a file', () => {
  it('are read back as they were, with no cell that is a formula', async () => {
    const shop = await open();
    await makeCustomer(shop.api, {
      legalName: '=HYPERLINK("x")',
      telephone: '+44 20',
      billingEmails: ['a@x.test', 'b@x.test'],
      externalIds: [{ key: 'Xero', value: '-1' }],
      address: { line1: 'Flat 1,\tFront', country: 'GB' },
    });
    const text = await (await shop.call('/customers.csv')).text();
    expect(text).not.toMatch(/(?:^|,)"?[=+\-@]/m);
    const { planned } = await shop.take(text);
    expect(planned.counts).toMatchObject({ same: 1 });
  });
});
