/** One style for all pages of the sandbox: quiet, light and dark, from 320 px up. */
export const STYLE = `
:root{
  --paper:#fff;--ground:#f6f7f8;--ink:#1b1f24;--soft:#57606a;--line:#d8dde3;--accent:#0b57d0;--on-accent:#fff;
  --bad:#b3261e;--good:#146c2e;--wait:#8a5300;
}
@media (prefers-color-scheme:dark){
:root{
  --paper:#16191d;--ground:#0f1114;--ink:#e8eaed;--soft:#a3abb5;--line:#343a42;--accent:#8ab4f8;
  --on-accent:#0b1a33;--bad:#f2938c;--good:#7fd196;--wait:#f0b660;
}
}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.wide main{max-width:70rem}
h1{font-size:1.25rem;margin:0 0 .5rem}
h2{font-size:1rem;margin:2rem 0 .5rem}
p{margin:.5rem 0;max-width:40rem}
a{color:var(--accent)}
.amount{font-size:2rem;font-weight:600;font-variant-numeric:tabular-nums;margin:0;line-height:1.2}
.soft,small{color:var(--soft);font-size:.875rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin-top:1.5rem}
dl.lines{margin:1rem 0 0;border-top:1px solid var(--line)}
dl.lines div{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
dl.lines dt{overflow-wrap:anywhere}
dl.lines dd{margin:0;font-variant-numeric:tabular-nums;white-space:nowrap}
label{display:block;font-size:.875rem;margin:1rem 0 .25rem}
input:not([type=radio],[type=checkbox],[type=hidden]),select{
  width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);
  border-radius:.375rem;padding:.5rem .625rem;min-height:2.75rem;
}
input[aria-invalid=true]{border-color:var(--bad)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 1rem}
fieldset{border:0;margin:1rem 0 0;padding:0;min-width:0}
legend{font-weight:600;padding:0}
.choice{display:flex;align-items:center;gap:.5rem;margin-top:.5rem}
.choice label{margin:0;font-size:1rem}
input[type=radio],input[type=checkbox]{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
.fields{display:none}
fieldset:has(#pay-card:checked) .card-fields,fieldset:has(#pay-bank:checked) .bank-fields{display:block}
@supports not selector(:has(*)){.fields{display:block}}
.only .fields{display:block}
button{
  font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1rem;border-radius:.375rem;
  border:1px solid var(--soft);background:var(--paper);color:var(--ink);cursor:pointer;
}
button.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent);width:100%;margin-top:1.5rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.problem{color:var(--bad);font-size:.875rem;margin:.25rem 0 0}
.card>:first-child,.card>input[type=hidden]:first-child+*{margin-top:0}
.notice{border-left:3px solid var(--bad);padding:.25rem .75rem;margin:1rem 0}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.row input:not([type=radio],[type=checkbox],[type=hidden]){width:auto;flex:1 1 6rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th{text-align:left;font-weight:600;color:var(--soft)}
th,td{padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.scroll{overflow-x:auto}
.good{color:var(--good)}.bad{color:var(--bad)}.wait{color:var(--wait)}
button.wide-button{width:100%;margin-top:.5rem}
nav.sections{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:1rem 0;padding:0}
nav.sections a{padding:.25rem 0}
pre{
  background:var(--paper);border:1px solid var(--line);border-radius:.375rem;padding:.75rem;overflow-x:auto;
  font-size:.8125rem;
}
.field{flex:1 1 8rem;min-width:0}
.field label{margin:0 0 .25rem}
.row .field input,.row .field select{width:100%!important}
.row.end{align-items:flex-end}
td form{display:inline}td button{min-height:1.75rem;padding:0 .5rem;font-weight:400}
.scroll th,.scroll td{white-space:nowrap;overflow-wrap:normal}
.row+.row,form.row,.scroll+form,.scroll+.row{margin-top:.5rem}
`;
