import { createHash } from 'node:crypto';
import { API_SCOPES } from '../../src/domain/api-key/scopes.ts';
import { auditColumns } from './audit.ts';
import type { BusinessDetails } from './details.ts';
import type { BusinessIdentity } from './identity.ts';

type Value = string | number | null;

/**
 * The statements that make one business able to invoice: itself, its connection to Stripe if it has one, its first API key (as
 * a SHA-256 only, with its line in the audit log) and the counter of its invoice numbers. Running them again changes nothing; a second business
 * on the same Stripe account breaks a unique index, and then none of them takes effect.
 */
export function businessSql(details: BusinessDetails, identity: BusinessIdentity): string {
  const { merchantId, connectionId, keyId, livemode, createdAt } = identity;
  const mode = livemode ? 1 : 0;
  const statements = [
    insert('merchants', 'id', {
      id: merchantId,
      legal_name: details.legalName,
      display_name: details.displayName,
      email: details.email,
      telephone: details.telephone,
      website: details.website,
      tax_id: details.taxId,
      address: JSON.stringify(details.address),
      logo_url: details.logoUrl,
      brand_color: details.brandColor,
      bank_details: details.bankDetails,
      locale: details.locale,
      time_zone: details.timeZone,
      default_currency: details.currency,
      invoice_series: details.invoiceSeries,
      created_at: createdAt,
      updated_at: createdAt,
    }),
    ...(details.stripeAccount === null
      ? []
      : [
          insert('connections', 'id', {
            id: connectionId,
            merchant_id: merchantId,
            account: details.stripeAccount,
            livemode: mode,
            created_at: createdAt,
            events_watermark: createdAt,
          }),
        ]),
    insert('api_keys', 'id', {
      id: keyId,
      merchant_id: merchantId,
      name: 'first',
      scopes: JSON.stringify(API_SCOPES),
      livemode: mode,
      hash: createHash('sha256').update(identity.apiKey).digest('hex'),
      created_at: createdAt,
    }),
    insert(
      'audit_log',
      'id',
      // One of the key's own, so that the statements may run again.
      auditColumns(`aud_${keyId.slice('key_'.length)}`, {
        action: 'api_key_created',
        keyId,
        merchantId,
        livemode,
        at: createdAt,
        by: 'npm run business',
        before: null,
        after: { name: 'first', scopes: API_SCOPES, expiresAt: null },
      }),
    ),
    insert('number_series', 'merchant_id, livemode, series', {
      merchant_id: merchantId,
      livemode: mode,
      series: details.invoiceSeries,
      next_value: 1,
    }),
  ];
  return `${statements.join('\n')}\n`;
}

/** One row, unless it is there. */
export function insert(table: string, key: string, row: Readonly<Record<string, Value>>): string {
  const columns = Object.keys(row).join(', ');
  const values = Object.values(row).map(literal).join(', ');
  return `INSERT INTO ${table} (${columns}) VALUES (${values}) ON CONFLICT (${key}) DO NOTHING;`;
}

/**
 * A value as SQL. Text of plain letters, digits and spaces is quoted; any other becomes the hexadecimal of its
 * UTF-8 bytes, because the file also passes through tools that split it at semicolons by rules of their own.
 */
export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer for SQL: ${value}`);
    return String(value);
  }
  if (/^[A-Za-z0-9 _.@#/+:-]*$/.test(value) && !value.includes('--') && !value.includes('/*'))
    return `'${value}'`;
  return `CAST(X'${Buffer.from(value, 'utf8').toString('hex')}' AS TEXT)`;
}
