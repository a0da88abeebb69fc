import { env } from 'cloudflare:test';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as schema from '../../src/db/schema/index.ts';

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));

describe('the schema that the code believes in', () => {
  it.each(tables.map((table) => [getTableName(table), table] as const))(
    'is the one that %s has',
    async (name, table) => {
      const { results } = await env.DB.prepare(
        `SELECT name, "notnull", pk FROM pragma_table_info('${name}')`,
      ).all<{
        name: string;
        notnull: number;
        pk: number;
      }>();
      const columns = Object.values(getTableColumns(table));
      // In the order of the table, too: INSERT … SELECT depends on it.
      expect(columns.map((column) => column.name)).toEqual(results.map((column) => column.name));
      for (const column of columns) {
        const there = results.find((candidate) => candidate.name === column.name);
        expect([column.name, column.notNull]).toEqual([
          column.name,
          there?.notnull === 1 || (there?.pk ?? 0) > 0,
        ]);
      }
    },
  );

  it('refuses what must not be, whoever writes it', async () => {
    const write = (sql: string) => env.DB.prepare(sql).run();
    const invoice = (id: string, more: string) =>
      `INSERT INTO invoices (id, merchant_id, livemode, customer_id, status, currency, time_zone, subtotal, discount_total, tax_total, taxes, amount_due, amount_paid, created_at, updated_at, series, number_value, finalized_at)
       VALUES ('${id}', 'm', 0, 'c', ${more})`;
    await write(
      `INSERT INTO merchants (id, legal_name, display_name, email, address, time_zone, default_currency, created_at, updated_at) VALUES ('m', 'M', 'M', 'm@m.test', '{}', 'UTC', 'USD', 1, 1)`,
    );
    await write(
      `INSERT INTO customers (id, merchant_id, livemode, legal_name, created_at, updated_at) VALUES ('c', 'm', 0, 'C', 1, 1)`,
    );
    const open = "'open', 'USD', 'UTC', 100, 0, 0, '[]', 100, 0, 1, 1, '', 1, 1";
    await write(invoice('i', open));
    // The same number twice; paid more than due; paid without money; a draft with a number.
    await expect(write(invoice('j', open))).rejects.toThrow();
    await expect(write(`UPDATE invoices SET amount_paid = 101 WHERE id = 'i'`)).rejects.toThrow();
    await expect(write(`UPDATE invoices SET status = 'paid' WHERE id = 'i'`)).rejects.toThrow();
    await expect(write(`UPDATE invoices SET status = 'draft' WHERE id = 'i'`)).rejects.toThrow();
    const allocate = (id: string, amount: number, currency = 'USD') =>
      write(
        `INSERT INTO allocations VALUES ('${id}', 'm', 'i', 'payment', 'p', '${currency}', ${amount}, 1)`,
      );
    await expect(allocate('a0', 60, 'EUR')).rejects.toThrow();
    await allocate('a1', 60);
    await expect(allocate('a2', 41)).rejects.toThrow();
    await allocate('a3', 40);
    await expect(allocate('a4', -101)).rejects.toThrow();
    await expect(write('UPDATE allocations SET amount = 1')).rejects.toThrow();
    await expect(write('DELETE FROM allocations')).rejects.toThrow();
  });
});
