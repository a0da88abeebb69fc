/** What the portal's pages need beside the sheet of every page: a panel, tables that become cards, forms. */
const SHEET = `
.portal{max-width:72rem}
.skip{position:absolute;inset-inline-start:16px;top:-64px;padding:8px 16px;background:var(--card)}
.skip:focus{top:8px;z-index:1}
.shell{display:grid;grid-template:auto 1fr/14.5rem minmax(0,1fr);gap:24px 32px;align-items:start}
.shell>main{grid-area:1/2/3/3;min-height:24rem;padding:32px 32px 40px}
.panel ul{list-style:none}
.panel li a{display:block;padding:8px 12px;hyphens:auto;margin-inline-start:-12px;color:var(--ink);
text-decoration:none;border-radius:8px}
.panel li a:hover{text-decoration:underline}
.panel li a[aria-current]{font-weight:600;color:var(--accent);
background:color-mix(in srgb,var(--accent) 10%,transparent)}
.who{grid-area:2/1;padding-top:24px;border-top:1px solid var(--line)}
.who form{margin-top:8px}
.shell h1{font-size:1.25rem;font-weight:600;line-height:1.4}
.shell h2{margin-bottom:8px}
.text{font:inherit;background:none;border:0;padding:4px 0;color:var(--accent);text-decoration:underline;
text-decoration-thickness:1px;text-underline-offset:3px;cursor:pointer;text-align:start}
.text:hover{text-decoration-thickness:2px}
.plain:is(a,button){display:inline-block;font:inherit;font-weight:600;text-decoration:none;color:var(--accent);
background:none;border:1px solid var(--line);border-radius:8px;padding:11px 23px;cursor:pointer;text-align:center;
text-wrap:balance}
.plain:is(a,button):hover{border-color:var(--accent)}
.said{margin-bottom:24px;padding:12px 16px;border-inline-start:4px solid var(--good);
background:color-mix(in srgb,var(--good) 8%,transparent)}
.said.wait{border-color:var(--wait);color:inherit;background:color-mix(in srgb,var(--wait) 8%,transparent)}
.said.bad{border-color:var(--bad);color:inherit;background:color-mix(in srgb,var(--bad) 8%,transparent)}
.field{margin-top:16px;max-width:26rem}
.field label{display:block;font-weight:600}
.field .small{margin-top:4px}
.field input:not([type=checkbox]):not([type=radio]),.field select,.inline input,.inline select{display:block;
width:100%;font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:8px;
padding:10px 12px;margin-top:4px}
.field input[aria-invalid]:not([type=checkbox]):not([type=radio]){border-color:var(--bad)}
:is(h1,p,.head)+.said{margin-top:16px}
.actions+.small{margin-top:8px}
form+.wrong{margin-top:16px}
.field .wrong{color:var(--bad);margin-top:4px}
.inline{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;margin-top:16px}
.inline label{font-size:.875rem;color:var(--soft)}
.inline input,.inline select{color:var(--ink);font-size:1rem;width:auto}
.inline .plain{padding:10px 16px}
.inline>a{padding:10px 0}
.inline[role=search] label{flex:1 1 16rem;max-width:26rem}
.inline[role=search] input{width:100%}
.list{width:100%;border-collapse:collapse;margin-top:16px;font-variant-numeric:tabular-nums}
.list th{font-size:.875rem;font-weight:400;color:var(--soft);text-align:start;padding:8px 0;
border-bottom:1px solid var(--line)}
.list caption{text-align:start;font-size:.875rem;color:var(--soft);padding-bottom:4px}
.list td{vertical-align:top;padding:12px 0;border-bottom:1px solid var(--line)}
.list th+th,.list td+td{padding-inline-start:16px}
.list th,.list td{overflow-wrap:break-word}
.shell .middle{max-width:30rem;margin:0 auto}
.middle .list{text-align:start}
.list .main{min-width:7rem}
.list .n{text-align:end;white-space:nowrap}
.list .owed .small{white-space:normal}
[dir=rtl] .list :is(.n,.owed){text-align:start}
.list .when,.list .acts a,.list .main .small{white-space:nowrap}
.list .main .block{white-space:normal;overflow-wrap:anywhere;hyphens:auto}
.list .small,.block{display:block}
.ledger{font-size:.875rem}
.ledger .main{min-width:6rem}
.ledger :is(th+th,td+td){padding-inline-start:8px}
.list tfoot td{font-weight:600;border-bottom:0}
.field input[type=radio]{width:20px;height:20px;accent-color:var(--accent)}
.list input[type=checkbox]{width:20px;height:20px;vertical-align:-4px;accent-color:var(--accent)}
.list .status{margin:0;hyphens:auto}
.acts{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 16px}
.acts a{padding:2px 0}
.list .do{white-space:nowrap}
.sum{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:16px 24px;margin:16px 0 0}
.sum .owing strong{font-size:2rem;line-height:1.25}
.sum .button{margin-top:8px;font-size:1rem}
.sum dd{font-size:1.25rem;font-variant-numeric:tabular-nums}
.sum dd.small{font-size:.875rem}
.tabs{display:flex;flex-wrap:wrap;gap:4px 20px;margin-top:24px;border-bottom:1px solid var(--line);list-style:none}
.tabs a{display:block;padding:8px 0;text-decoration:none;color:var(--ink);border-bottom:2px solid transparent}
.tabs a:hover{border-color:var(--line)}
.tabs a[aria-current]{font-weight:600;border-color:var(--accent)}
.pages{display:flex;gap:24px;margin-top:16px}
.choices{list-style:none;margin-top:16px}
.choices li{border-top:1px solid var(--line)}
.choices li:not(:has(button)){padding:12px 0}
.choices button{display:block;width:100%;padding:16px 0;font:inherit;text-align:start;color:inherit;background:none;
border:0;cursor:pointer}
.choices button:hover b{text-decoration:underline}
.onfile{list-style:none;display:grid;gap:16px;margin-top:24px;max-width:26rem}
.onfile :is(.button,.plain){width:100%}
.onfile .small{margin-top:4px}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:16px;margin-top:24px}
@media (max-width:62em){
.shell{grid-template:none/minmax(0,1fr);gap:16px}
.shell>main,.who{grid-area:auto}
.panel ul{display:flex;flex-wrap:wrap;gap:0 4px;margin:0 -8px}
.panel li a{margin:0;padding:8px}
.who{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 24px;padding-top:16px}
.who form,.who p{margin:0}
.shell>main{min-height:0}
}
@media (max-width:40em){
.panel li a{font-size:.875rem}
.shell>main{padding:24px 16px 32px}
.list thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.list,.list tbody,.list tfoot,.list caption{display:block}
.list tr{display:grid;grid-template-columns:minmax(0,1fr) fit-content(7.5rem);gap:2px 12px;padding:16px 0;
border-bottom:1px solid var(--line)}
[dir=rtl] .list tbody{display:grid;grid-template-columns:minmax(0,1fr) fit-content(7.5rem);column-gap:12px}
[dir=rtl] .ticks tbody{grid-template-columns:20px minmax(0,1fr) fit-content(7.5rem)}
[dir=rtl] .list tbody tr{grid-column:1/-1;grid-template-columns:subgrid}
.list td,.list td+td{padding:0;border:0}
.list td:empty{display:none}
.list td{grid-column:1/-1}
.list td[data-label]::before{content:attr(data-label)" ";color:var(--soft);font-size:.875rem}
.list .main{grid-area:1/1;min-width:0}
.list tr:has(.do) td:has(+.owed){grid-area:2/1}
.list .do{grid-area:2/2;text-align:end}
.list .do .minor{display:none}
.list .status,.list .do{font-size:.875rem}
.list .owed{grid-area:1/2}
.list tr:not(:has(.owed)) .main{grid-column:1/-1}
.list tr:not(:has(.owed)) .do{grid-area:auto/1/auto/-1;text-align:start}
.list tr:not(:has(.owed)) .acts{justify-content:start}
.ticks tr{grid-template-columns:20px minmax(0,1fr) fit-content(7.5rem)}
.list .do,.list .acts a{white-space:normal}
.list .acts{justify-content:end}
.ticks td{grid-column:2/-1}
.ticks tr:has(.do) td:has(+.owed){grid-area:2/2}
.ticks .do{grid-area:2/3}
.ticks .tick{grid-area:1/1}
.ticks .main{grid-area:1/2}
.ticks .owed{grid-area:1/3}
.ticks tr:not(:has(.owed)) .main{grid-column:2/-1}
.ticks tr:not(:has(.owed)) .do{grid-area:auto/2/auto/-1}
.actions>:is(.plain,form:has(.button,.plain)){flex:1 0 100%}
.actions>form :is(.button,.plain),.actions>.plain{width:100%;text-align:center}
.list .n{text-align:start}
.list .owed{text-align:end}
.ledger:has(.owed) thead{display:block;position:static;width:auto;height:auto;overflow:visible;clip-path:none}
.ledger:has(.owed) thead tr{display:block;padding:0 0 8px}
.ledger:has(.owed) thead th:not(:last-child){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ledger:has(.owed) thead th:last-child{display:block;padding:0;border:0;text-align:end}
.ledger .owed[data-label]::before{content:none}
.sum .button,.sum .plain{width:100%;text-align:center}
.bar>*{flex:1 0 100%}
.inline>*,.inline input,.inline select{flex:1 1 8rem;width:100%}
.inline[role=search] label{max-width:none}
.inline>a{flex-basis:100%;padding:0}
}
@media print{
.panel,.who,.skip,.tabs,.pages,.bar,.onfile,.said,.shell .inline,.tick,.do,.sum a{display:none}
.shell{display:block}
.shell>main{padding:0;min-height:0}
.shell form:has(.list){display:block}
.list td{padding:6px 0}
}
`;

/** Newlines carry no meaning in the sheet above. */
export const PORTAL_STYLES = SHEET.replaceAll('\n', '');
