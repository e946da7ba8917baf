-- Every pull and release of the switch, and which open incident has heard of it.

create table kill_switch_event (
    id     bigint generated always as identity primary key,
    scope  text        not null,
    pulled boolean     not null,
    by     text        not null,
    via    text        not null,
    reason text        not null,
    at     timestamptz not null default now()
);

-- A pulled switch without its event would reach no timeline.
insert into kill_switch_event (scope, pulled, by, via, reason, at)
select scope, true, by, 'api', reason, since from kill_switch order by since;

create table kill_switch_told (
    incident   text        not null,
    event      bigint      not null references kill_switch_event,
    -- A resumed incident may have forgotten what an earlier generation heard.
    generation integer     not null,
    told_at    timestamptz not null default now(),
    primary key (incident, event)
);
