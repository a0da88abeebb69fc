export * from './customers.ts';
export * from './invoices.ts';
export * from './merchants.ts';
export * from './payments.ts';
export * from './records.ts';
