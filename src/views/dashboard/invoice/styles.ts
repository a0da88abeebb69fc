/** What an invoice's page needs beside the dashboard's sheet. */
export const INVOICE_STYLES = [
  '.figure{margin-top:16px}',
  '.figure strong{font-size:2rem;line-height:1.25;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}',
  '.acts-bar{display:flex;flex-wrap:wrap;gap:8px}',
  '.acts-bar .plain:is(a,button){padding:8px 16px;font-size:.875rem}',
  '.facts dd{overflow-wrap:anywhere}',
  '.field.wide{max-width:none}',
  '.lines-of{margin-top:16px}.lines-of summary{cursor:pointer;font-weight:600}',
  'section .sums{max-width:34rem}',
  '.why{list-style:none;padding:0;margin:4px 0 0}.why li{font-size:.875rem;overflow-wrap:anywhere}',
  '.history .main{min-width:8rem}',
  '.address,.list td[dir=auto]{overflow-wrap:anywhere}',
  'code.stripe{font-size:.8125rem;overflow-wrap:anywhere}',
].join('');
