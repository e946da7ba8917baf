-- Who has looked at what could not be stored as it is. What was kept stays as it is.
create table quarantine_acknowledgement (
    -- RECORD a row of quarantine, ALARM a row of inbox
    kind text        not null check (kind in ('RECORD', 'ALARM')),
    item bigint      not null,
    by   text        not null,
    why  text        not null,
    at   timestamptz not null default now(),
    primary key (kind, item)
);
