import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { openLinks } from '../../../scripts/verify-data/links.ts';
import { verifyData } from '../../../scripts/verify-data/verify.ts';
import { openD1 } from '../../support/node/migrations/database.ts';
import { filledDatabase } from '../../support/node/migrations/filled.ts';

const files = await readMigrations();

/** With sorted keys, as a hash covers them. */
const DATA = [{ amount: 5, 'z "é"': [null, { a: '2', b: 1 }] }, null, 'O’Brien', 12].map((data) =>
  JSON.stringify(data),
);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const commitmentOf = (salt: string, data: string): string => sha256(`${salt}\n${data}`);

/** A filled database with three streams in its journal, chained as the app chains them. */
function sound(): DatabaseSync {
  const db = filledDatabase(files);
  db.exec('DELETE FROM journal');
  const insert = db.prepare(
    `INSERT INTO journal (stream_type, stream_id, seq, merchant_id, command_id, type, data, salt, at, prev_hash, hash)
     VALUES (?, ?, ?, 'merchants_1', ?, 'noted', ?, ?, ?, ?, ?)`,
  );
  for (const [type, id] of [
    ['invoice', 'inv_1'],
    ['payment', 'pay_1'],
    ['payment', 'pay_10'],
  ] as const) {
    let prevHash = '';
    for (const [at, data] of DATA.entries()) {
      const [seq, commandId, salt] = [at + 1, `c${at}`, `s${at}`];
      const parts = [prevHash, type, id, seq, commandId, 'noted', at, commitmentOf(salt, data)];
      const hash = sha256(parts.join('\n'));
      // Stored in another order of keys, as JSON may be.
      const stored = data.replace('{"a":"2","b":1}', '{"b":1,"a":"2"}');
      insert.run(type, id, seq, commandId, stored, salt, at, prevHash, hash);
      prevHash = hash;
    }
  }
  return db;
}

const wrongIn = (db: DatabaseSync): readonly string[] => verifyData(db).wrong;

describe('data that is verified', () => {
  it('is as it should be', async () => {
    expect(wrongIn(sound())).toEqual([]);
  });

  it('still verifies after an entry’s data and salt were erased, by the commitment that is left or none', async () => {
    const db = sound();
    db.exec(`UPDATE journal SET data = NULL, salt = NULL WHERE stream_id = 'pay_1' AND seq IN (1, 3)`);
    const commitment = commitmentOf('s1', DATA[1] ?? '');
    db.prepare(
      `UPDATE journal SET data = NULL, salt = NULL, commitment = ? WHERE stream_id = 'inv_1' AND seq = 2`,
    ).run(commitment);
    expect(wrongIn(db)).toEqual([]);
  });

  it.each([
    [
      'data that was changed',
      `UPDATE journal SET data = '6' WHERE stream_id = 'inv_1' AND seq = 2`,
      'entry 2: changed',
    ],
    [
      'an instant that was changed',
      `UPDATE journal SET at = 77 WHERE stream_id = 'inv_1' AND seq = 4`,
      'entry 4: changed',
    ],
    [
      'an entry that is gone',
      `DELETE FROM journal WHERE stream_id = 'pay_1' AND seq = 2`,
      'pay_1, entry 3: one before it is missing',
    ],
    [
      'a first entry that is gone',
      `DELETE FROM journal WHERE stream_id = 'pay_10' AND seq = 1`,
      'pay_10, entry 2: one before',
    ],
    [
      'an erased entry that was exchanged',
      `UPDATE journal SET data = NULL, salt = NULL, hash = 'x' WHERE stream_id = 'inv_1' AND seq = 2`,
      'entry 3: not chained',
    ],
    [
      'a commitment that was changed',
      `UPDATE journal SET data = NULL, salt = NULL, commitment = hex(zeroblob(32)) WHERE stream_id = 'inv_1' AND seq = 2`,
      'entry 2: changed',
    ],
    [
      'sums of a day that are no more its transactions’',
      "UPDATE balance_days SET amount = amount + 1, net = net + 1 WHERE connection_id = 'connections_2'",
      'are not those of its balance transactions: connections_2',
    ],
    [
      'a month of the books that begins elsewhere',
      "UPDATE balance_anchors SET net = net + 1 WHERE connection_id = 'connections_2'",
      'begins at another sum than that of its days before: connections_2',
    ],
    [
      'what moved until a midnight that is no more its transactions’',
      "UPDATE balance_moved_days SET amount = amount + 1, net = net + 1 WHERE connection_id = 'connections_2'",
      'is not what its balance transactions come to: connections_2',
    ],
    [
      'a month of what moved that begins elsewhere',
      "UPDATE balance_moved_anchors SET net = net + 1 WHERE connection_id = 'connections_2'",
      'month of what moved begins at another sum than that of its days before: connections_2',
    ],
    [
      'a number of clients that are not there',
      "UPDATE mapped_client_counts SET clients = clients + 1 WHERE connection_id = 'connections_2'",
      'is not how many there are: connections_2',
    ],
    [
      'a sum of money that is not there',
      "UPDATE money_sums SET amount = amount + 1 WHERE merchant_id = 'merchants_2' AND kind = 'open'",
      'is another sum than is kept of it: merchants_2 open 2030-01-31 USD',
    ],
    [
      'a customer’s sum that is not there',
      "UPDATE customer_sums SET billed = billed + 1 WHERE customer_id = 'customers_2'",
      'paid or owes is another sum than is kept of it: customers_2 USD',
    ],
    [
      'a paid amount without its money',
      `UPDATE invoices SET amount_paid = 99 WHERE id = 'invoices_2'`,
      'other than its allocations: invoices_2',
    ],
    [
      'an allocation of no payment',
      `DROP TRIGGER allocations_append_only; UPDATE allocations SET source_id = 'pay_0' WHERE id = 'allocations_1'`,
      'comes of no money: allocations_1',
    ],
    [
      'a receipt that is not there any more',
      `DROP TRIGGER receipts_no_delete; DELETE FROM receipts WHERE series_id = 2`,
      'Numbers of receipts have a gap',
    ],
    [
      'an allocation of no credit note',
      `DROP TRIGGER allocations_append_only; UPDATE allocations SET source_type = 'credit_note' WHERE id = 'allocations_1'`,
      'comes of no credit note: allocations_1',
    ],
    [
      'a credited amount without its credit note',
      `UPDATE invoices SET amount_credited = 1 WHERE id = 'invoices_2'`,
      'not what it takes off its invoice, or comes to more than that: credit_notes_2',
    ],
    [
      'a line that was credited beyond what it comes to',
      `INSERT INTO credit_note_lines SELECT credit_note_id, 1003, '', NULL, NULL, 0, '[]', 1001 FROM credit_note_lines
        WHERE credit_note_id = 'credit_notes_3'`,
      'or than a line of it: invoices_3',
    ],
    [
      'an invoice that is due with another of its parts',
      `UPDATE invoices SET due_date = '2031-01-31' WHERE id = 'invoices_2'`,
      'or it is due with another one: invoices_2',
    ],
    [
      'a payment that covers more than came',
      `UPDATE payments SET amount_received = 1 WHERE id = 'payments_3'`,
      'more than was received: payments_3',
    ],
    [
      'a credit of another balance',
      `UPDATE credits SET balance = balance - 1 WHERE id = 'credits_1'`,
      'another balance than its movements leave: credits_1',
    ],
    [
      'lines of another sum',
      `UPDATE invoice_lines SET total = 1 WHERE invoice_id = 'invoices_1'`,
      'another sum, with what is on the whole: invoices_1',
    ],
    [
      'a number that would be given out again',
      'UPDATE number_series SET next_value = 1',
      'counter is behind: invoices_1',
    ],
    [
      'a reference that leads nowhere',
      `PRAGMA foreign_keys = OFF; DELETE FROM customers WHERE id = 'customers_3'`,
      'A reference leads nowhere',
    ],
  ])('shows %s', async (_, spoil, says) => {
    const db = sound();
    db.exec(spoil);
    expect(wrongIn(db)).toContainEqual(expect.stringContaining(says));
  });

  it('is missed where there is no table', () => {
    expect(wrongIn(openD1())).toEqual(['The database has no tables yet.']);
  });
});

describe('links of a deployment that are opened', () => {
  async function opened(
    pages: Readonly<Record<string, readonly [status: number, body: string]>>,
    elsewhere = false,
  ) {
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      if (!url.startsWith('/api/')) {
        const [status, body] = pages[url] ?? [404, ''];
        response.writeHead(status).end(body);
        return;
      }
      const data = Object.keys(pages).map((path) => ({
        number: path.slice(3),
        hostedInvoiceUrl: `${elsewhere ? 'https://other.example' : base}${path}`,
      }));
      const status = request.headers.authorization === 'Bearer qk_test_a' ? 200 : 401;
      response
        .writeHead(status)
        .end(JSON.stringify({ data: [...data, { number: null, hostedInvoiceUrl: null }] }));
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    try {
      return await openLinks(`${base}/`, 'qk_test_a');
    } finally {
      server.close();
    }
  }

  it('all open, each with its invoice', async () => {
    expect(await opened({ '/i/1': [200, 'Invoice 1'], '/i/2': [200, 'Invoice 2'] })).toEqual({
      opened: 2,
      wrong: [],
    });
  });

  it('are named where they don’t open, show another invoice, or lead away', async () => {
    const { opened: count, wrong } = await opened({ '/i/1': [404, ''], '/i/2': [200, 'Invoice 7'] });
    expect([count, wrong]).toEqual([
      0,
      ['The link of 1 answers 404: look at LINK_KEYS.', 'The link of 2 shows another invoice.'],
    ]);
    const away = await opened({ '/i/1': [200, 'Invoice 1'] }, true);
    expect(away.wrong).toEqual(['The link of 1 leads to another address: look at APP_URL.']);
  });
});
