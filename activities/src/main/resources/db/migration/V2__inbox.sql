-- Alarms on their way from a source to an incident. What was answered 202 is here.

create sequence incident_number start with 1001;

-- What a source sent, byte for byte; one delivery may hold many alarms.
create table inbox_delivery (
    id          bigint generated always as identity primary key,
    profile     text        not null,
    source      text        not null,
    received_at timestamptz not null,
    body        bytea       not null
);

-- One row for each correlation key. Its lock gives the alarms of one key their order.
create table inbox_key (
    correlation_key text primary key,
    last_sequence   bigint not null,
    last_event      text   not null
);

create table inbox (
    id              bigint generated always as identity primary key,
    delivery        bigint      not null references inbox_delivery,
    profile         text        not null,
    source          text        not null,
    -- The source's id of the event: a replay carries the same.
    event_id        text        not null,
    correlation_key text        not null,
    sequence        bigint      not null,
    name            text        not null,
    -- FIRING and RESOLVED go to incidents; NOTICE is kept and goes nowhere.
    state           text        not null check (state in ('FIRING', 'RESOLVED', 'NOTICE')),
    body            jsonb       not null,
    received_at     timestamptz not null,
    -- When the source says the state changed; null where its word does not order events.
    occurred_at     timestamptz,
    late            boolean     not null,
    -- RECEIVED    waits for the dispatcher
    -- HELD        fired during announced work, waits for its end
    -- DISPATCHED  the engine has it, no recorded state lists it yet
    -- REPEAT      said what its incident already knew
    -- SETTLED     a recorded state lists it, or it concerns no incident
    -- QUARANTINED could not be stored as it is; the delivery has what came
    status          text        not null check (status in
        ('RECEIVED', 'HELD', 'DISPATCHED', 'REPEAT', 'SETTLED', 'QUARANTINED')),
    -- Why it needed no incident of its own.
    reason          text,
    incident        text,
    -- Whether this row opens its incident.
    opening         boolean     not null default false,
    held_until      timestamptz,
    -- How often the source delivered it.
    deliveries      integer     not null default 1,
    dispatched_at   timestamptz,
    -- Who was told and had let go of the key: its answer may be here before the dispatcher says that it told.
    handed_back_by  text,
    settled_at      timestamptz
);

create unique index inbox_event on inbox (profile, source, event_id);
create unique index inbox_order on inbox (correlation_key, sequence);
create index inbox_waiting on inbox (correlation_key, sequence) where status = 'RECEIVED';
create index inbox_held on inbox (correlation_key) where status = 'HELD';
create index inbox_unsettled on inbox (incident) where status = 'DISPATCHED';
create index inbox_quarantined on inbox (received_at) where status = 'QUARANTINED';
create index inbox_incident on inbox (incident);

-- Which incident owns which key, from its opening to the end of its observation.
create table incident_key (
    id              bigint generated always as identity primary key,
    correlation_key text        not null,
    incident        text        not null,
    profile         text        not null,
    service         text,
    open            boolean     not null default true,
    opened_at       timestamptz not null,
    released_at     timestamptz,
    -- What the incident was last told of the key.
    last_state      text,
    last_sequence   bigint      not null default 0,
    -- When the source says that came to be.
    last_occurred_at timestamptz,
    repeats         bigint      not null default 0,
    -- When the relay itself told the on-call, because no engine did.
    paged_at        timestamptz
);

create unique index incident_key_owner on incident_key (correlation_key) where open;
create index incident_key_incident on incident_key (incident);
create index incident_key_service on incident_key (profile, service, opened_at) where open;
