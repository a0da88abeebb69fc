import { describe, expect, it } from 'vitest';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const merchant = await seedMerchant(ctx);
const api = apiClient(ctx, merchant);
const customerId = await makeCustomer(api);
const line = { description: 'Work', unitAmount: 100 };
const invoice = (more: object) =>
  api('POST', '/invoices', { customerId, currency: 'USD', lines: [line], ...more });
const inLine = (more: object) => invoice({ lines: [line, { ...line, ...more }] });

describe('a body that cannot be read', () => {
  it.each([
    ['{"customerId": }', 'line 1, column 16'],
    ['{\n  "lines": [1,\n  2,]\n}', 'line 3, column 5'],
    ['{"a": 1', 'line 1, column 8'],
    ['hello', 'line 1, column 1'],
    ['{"a": "x\ny"}', 'line 1, column 7'],
    ['{"a": 01}', 'line 1, column 8'],
    ['{} {}', 'line 1, column 4'],
  ])('says where %j stops being JSON', async (body, where) => {
    const refused = await api('POST', '/invoices', body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed_json' } });
    expect(refused.body.detail).toContain(where);
  });

  it('is refused when it is not UTF-8, however it is spelled', async () => {
    const { apiRoutes } = await import('../../../src/routes/api/index.ts');
    const refused = await apiRoutes.request(
      'https://billing.test/api/v1/customers',
      {
        method: 'POST',
        headers: { Authorization: `Bearer ${merchant.apiKey}`, 'Content-Type': 'application/json' },
        body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_test' },
    );
    expect(refused.status).toBe(400);
  });

  it('is refused when it is larger than a megabyte, and as large as that is read', async () => {
    const notes = (length: number) => `{"notes":"${'x'.repeat(length)}"}`;
    expect(await api('POST', '/invoices', notes(1_000_000))).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large' },
    });
    expect((await api('POST', '/invoices', notes(999_980))).status).toBe(400);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])('is refused as %j', async (type) => {
    const refused = await api('POST', '/invoices', '{}', { 'Content-Type': type });
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('is missed where one is needed', async () => {
    expect(await api('POST', '/invoices')).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ path: '', message: 'A body is required.' }] },
    });
  });

  it.each(['null', '[]', '"text"', '1'])('is refused when it is %s', async (body) => {
    const refused = await api('POST', '/invoices', body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path: '' }] } });
  });
});

describe('a field that is wrong is named by its path', () => {
  it.each([
    [{ currency: 'ABC' }, 'currency'],
    [{ currency: 'US' }, 'currency'],
    [{ currency: 840 }, 'currency'],
    [{ customerId: 'somebody' }, 'customerId'],
    [{ customerId: 'cus_00000000000000000000000000' }, 'customerId'],
    [{ customerId: undefined }, 'customerId'],
    [{ dueDate: '2026-02-30' }, 'dueDate'],
    [{ dueDate: '31/12/2026' }, 'dueDate'],
    [{ lines: {} }, 'lines'],
    [{ lines: [null] }, 'lines[0]'],
    [{ paymentLink: 'yes' }, 'paymentLink'],
    [{ status: 'paid' }, 'status'],
    [{ total: 5 }, 'total'],
    [{ 'a b': 1 }, '["a b"]'],
  ])('%j', async (more, path) => {
    const refused = await invoice(more);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } });
    expect(refused.body.errors).toHaveLength(1);
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it.each([
    [{ unitAmount: -1, quantity: '-1' }, 'lines[1]'],
    [{ unitAmount: -1_000_000_000_000 }, 'lines[1].unitAmount'],
    [{ unitAmount: 1.5 }, 'lines[1].unitAmount'],
    [{ unitAmount: '100' }, 'lines[1].unitAmount'],
    [{ unitAmount: 1e300 }, 'lines[1].unitAmount'],
    [{ unitAmount: 1_000_000_000_000 }, 'lines[1].unitAmount'],
    [{ unitAmount: null }, 'lines[1].unitAmount'],
    [{ unitAmount: undefined }, 'lines[1].unitAmount'],
    [{ quantity: 1.5 }, 'lines[1].quantity'],
    [{ quantity: '--1' }, 'lines[1].quantity'],
    [{ quantity: '1e3' }, 'lines[1].quantity'],
    [{ quantity: '1,5' }, 'lines[1].quantity'],
    [{ quantity: '9999999999' }, 'lines[1].quantity'],
    [{ quantity: '999999999', unitAmount: 999_999_999_999 }, 'lines[1]'],
    [{ discount: { kind: 'amount', amount: 101 } }, 'lines[1].discount.amount'],
    [{ discount: { kind: 'percentage', percentage: '100.1' } }, 'lines[1].discount.percentage'],
    [{ discount: { kind: 'coupon' } }, 'lines[1].discount.kind'],
    [{ taxRates: [{ name: 'VAT', percentage: '-1', inclusive: false }] }, 'lines[1].taxRates[0].percentage'],
    [{ taxRates: [{ name: 'VAT', percentage: '20' }] }, 'lines[1].taxRates[0].inclusive'],
    [{ colour: 'red' }, 'lines[1].colour'],
  ])('in a line: %j', async (more, path) => {
    const refused = await inLine(more);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } });
    expect(refused.body.errors).toHaveLength(1);
  });

  it('refuses a value that is nested a hundred thousand deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const refused = await api('POST', '/customers', `{"legalName":${deep}}`);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'legalName' }] } });
  });

  it('lists every wrong field at once, and not without end', async () => {
    const lines = Array.from({ length: 900 }, () => ({ description: '', unitAmount: 1.5 }));
    const refused = await invoice({ lines });
    expect(refused.body.errors).toHaveLength(50);
    expect(refused.body.detail).toContain('1800 fields are invalid');
  });

  it('refuses 10,000 lines in a sentence', async () => {
    const refused = await invoice({ lines: Array.from({ length: 10_000 }, () => line) });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'lines', message: 'Must have at most 1000 items.' }] },
    });
  });

  it('refuses a sum of lines beyond what an invoice can hold', async () => {
    const large = { description: 'Large', unitAmount: 999_999_999_999 };
    const refused = await invoice({ lines: [large, large] });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'lines' }] } });
  });

  it('refuses prototype tricks as unknown fields', async () => {
    const refused = await api('POST', '/customers', '{"legalName":"A","__proto__":{"livemode":true}}');
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: '__proto__' }] } });
  });
});

describe('text', () => {
  const markup = `<script>alert("x")</script> & <b>bold</b> 'quoted'`;

  it('with HTML in it is kept as it is, in every field', async () => {
    const customer = await api('POST', '/customers', {
      legalName: markup,
      label: markup,
      contactName: markup,
      telephone: markup.slice(0, 40),
      address: { line1: markup, line2: markup, town: markup, region: markup },
      customerAliases: [markup],
      externalIds: [{ key: markup, value: markup }],
    });
    expect(customer).toMatchObject({ status: 201, body: { legalName: markup, address: { town: markup } } });
    const draft = await makeDraft(api, customer.body.id, {
      notes: markup,
      lines: [
        { ...line, description: markup, taxRates: [{ name: markup, percentage: '5', inclusive: true }] },
      ],
    });
    expect(draft).toMatchObject({
      notes: markup,
      lines: [{ description: markup }],
      taxes: [{ name: markup }],
    });
  });

  it.each(['a\nb', 'a\r\nb', 'a\u2028b', 'a\u0085b'])(
    'with a line break (%j) is refused in a field of one line',
    async (text) => {
      const fields: [object, string][] = [
        [{ legalName: text }, 'legalName'],
        [{ label: text }, 'label'],
        [{ contactName: text }, 'contactName'],
        [{ telephone: text }, 'telephone'],
        [{ address: { town: text } }, 'address.town'],
        [{ customerAliases: [text] }, 'customerAliases[0]'],
        [{ externalIds: [{ key: 'Xero', value: text }] }, 'externalIds[0].value'],
        [{ email: `${text}@payer.test` }, 'email'],
      ];
      for (const [more, path] of fields) {
        const refused = await api('POST', '/customers', { legalName: 'A', ...more });
        expect(refused).toMatchObject({ status: 400, body: { errors: [{ path }] } });
      }
      expect(await inLine({ description: text })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'lines[1].description' }] },
      });
    },
  );

  it.each(['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\ud800b'])(
    'with a control character (%j) is refused everywhere',
    async (text) => {
      expect(await inLine({ description: text })).toMatchObject({ status: 400 });
      expect(await invoice({ notes: text })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'notes' }] },
      });
    },
  );

  it('of several lines is kept in notes', async () => {
    expect((await invoice({ notes: 'a\r\nb\rc\td' })).body.notes).toBe('a\nb\nc\td');
  });

  it.each([
    [{ notes: 'x'.repeat(5001) }, 'notes'],
    [{ notes: '   ' }, 'notes'],
    [{ lines: [{ ...line, description: 'x'.repeat(501) }] }, 'lines[0].description'],
    [{ lines: [{ ...line, description: ' ' }] }, 'lines[0].description'],
  ])('too long, or blank, is refused', async (more, path) => {
    expect(await invoice(more)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });
});

describe('an address that is not there', () => {
  it('is 404, with or without a key', async () => {
    const keyless = apiClient(ctx, { apiKey: 'none' });
    for (const client of [api, keyless]) {
      const missed = await client('GET', '/nothing/here');
      expect(missed).toMatchObject({ status: 404, body: { code: 'unknown_route' } });
    }
  });

  it.each([
    ['PATCH', '/invoices', 'GET, POST, HEAD'],
    ['POST', '/customers/cus_x', 'GET, PUT, PATCH, DELETE, HEAD'],
    ['GET', '/invoices/inv_x/send', 'POST'],
    ['POST', '/openapi.json', 'GET, HEAD'],
  ])('but %s %s is 405 with what is allowed', async (method, path, allow) => {
    const refused = await api(method, path);
    expect(refused).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(refused.headers.get('Allow')).toBe(allow);
  });

  it('answers HEAD like GET, without a body', async () => {
    expect((await api('HEAD', '/invoices')).status).toBe(200);
  });
});

describe('what goes wrong inside', () => {
  it('shows a request id and nothing else, and is noted without what was sent', async () => {
    const broken = testContext({
      rules: {
        ...ctx.rules,
        refuseCharge: () => {
          throw new Error('secret@payer.test');
        },
      },
    });
    const client = apiClient(broken, merchant);
    const draft = await makeDraft(api, customerId);
    const failed = await client('POST', `/invoices/${draft.id}/finalize`);
    expect(failed).toMatchObject({ status: 500, body: { code: 'internal_error', errors: [] } });
    expect(JSON.stringify(failed.body)).not.toContain('secret');
    expect(failed.headers.get('X-Request-Id')).toBe(failed.body.instance);
    expect(broken.logged).toMatchObject([
      { event: 'api_error', fields: { requestId: failed.body.instance } },
    ]);
    expect(JSON.stringify(broken.logged)).not.toContain('secret');
  });
});
