-- The record: what incidents have told PostgreSQL, and what guards the world against doing it twice.
-- Every instant is timestamptz. JSON that must come back byte for byte is text.

-- A response plan is named by the SHA-256 of its canonical JSON and never changes.
create table response_plan (
    hash      text primary key,
    profile   text        not null,
    body      text        not null,
    stored_at timestamptz not null default now()
);

create table incident (
    id                text primary key,
    number            bigint generated always as (coalesce(substring(id from '([0-9]{1,15})$'), '0')::bigint) stored,
    workflow_id       text        not null,
    profile           text        not null,
    plan_hash         text        not null,
    -- The generation that may write. Raised by compare-and-set when an incident is resumed.
    generation        integer     not null,
    -- False while nobody has seen its workflow: reserved, then the process died.
    started           boolean     not null default false,
    -- What a person's client calls the declaration, so that repeating it finds the same incident.
    declaration       text,

    -- What people see, projected from the latest snapshot.
    title             text        not null,
    stage             text        not null,
    severity          text        not null,
    worst_severity    text        not null,
    scenario          text,
    environment       text,
    services          varchar[]   not null default '{}',
    flags             varchar[]   not null default '{}',
    drill             boolean     not null,
    false_alarm       boolean     not null default false,
    opened_by         text        not null,
    acknowledged_by   text,
    follows           text,
    received_at       timestamptz not null,
    started_at        timestamptz not null,
    acknowledged_at   timestamptz,
    contained_at      timestamptz,
    resolved_at       timestamptz,
    closed_at         timestamptz,
    -- The clock that is due first among those not met, and what would be due if nobody did anything.
    next_clock        text,
    next_clock_due_at timestamptz,

    -- The state itself: an incident is resumed from it. Null until the first one arrives.
    snapshot          text,
    snapshot_schema   integer,
    snapshot_generation integer   not null default 0,
    revision          bigint      not null default -1,
    last_sequence     bigint      not null default 0,
    reserved_at       timestamptz not null default now(),
    recorded_at       timestamptz
);

create unique index incident_workflow on incident (workflow_id);
create unique index incident_declaration on incident (declaration) where declaration is not null;
create index incident_by_number on incident (number desc);
create index incident_open on incident (number desc) where stage <> 'CLOSED';
create index incident_scenario on incident (profile, scenario, received_at);
create index incident_services on incident using gin (services);

-- Append-only. A resumed incident may count on from an older snapshot: the generation keeps both.
create table timeline_entry (
    incident    text        not null references incident,
    generation  integer     not null,
    sequence    bigint      not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    code        text        not null,
    params      jsonb       not null,
    by          text        not null,
    via         text        not null,
    -- Not what was sent: what could be stored of it. The original is in quarantine.
    cleaned     boolean     not null default false,
    primary key (incident, generation, sequence)
);

create index timeline_recent on timeline_entry (recorded_at);

-- The ledger, projected from the latest snapshot.
create table ledger_entry (
    incident    text        not null references incident,
    action      text        not null,
    position    integer     not null,
    type        text        not null,
    parameters  jsonb       not null,
    reason      text        not null,
    state       text        not null,
    settled     boolean     not null,
    in_force    boolean     not null,
    proposed_by text        not null,
    proposed_at timestamptz not null,
    applied_at  timestamptz,
    digest      text,
    target      text,
    risk        text,
    undoable    boolean,
    captures    integer     not null,
    attempts    integer     not null,
    undos       integer     not null,
    code        text        not null,
    params      jsonb       not null,
    primary key (incident, action)
);

create index ledger_owed on ledger_entry (incident) where not settled;

-- What went out, or would have: one row for each message, channel and person.
create table communication (
    id          bigint generated always as identity primary key,
    message     text        not null,
    channel     text        not null,
    person      text        not null,
    incident    text        not null,
    profile     text        not null,
    recipient   text        not null,
    code        text        not null,
    subject     text,
    text        text        not null,
    page        boolean     not null,
    drill       boolean     not null,
    due_at      timestamptz not null,
    -- PENDING waits for its next try, SENDING is with a worker until its lease ends.
    state       text        not null check (state in ('PENDING', 'SENDING', 'SENT', 'DRY', 'FAILED')),
    attempts    integer     not null default 0,
    lease_until timestamptz,
    -- The channel's own name for it, such as Slack's channel and ts: needed to update it in place.
    reference   text,
    error       text,
    created_at  timestamptz not null default now(),
    settled_at  timestamptz
);

create unique index communication_key on communication (message, channel, person);
create index communication_incident on communication (incident, id);

-- One call to the world. The primary key is what makes it at most once.
create table claim (
    incident     text        not null,
    action       text        not null,
    kind         text        not null,
    attempt      integer     not null,
    call         integer     not null,
    generation   integer     not null,
    profile      text        not null,
    type         text        not null,
    digest       text,
    drill        boolean     not null,
    claimed_at   timestamptz not null default now(),
    outcome      text,
    outcome_code text,
    outcome_at   timestamptz,
    primary key (incident, action, kind, attempt, call)
);

create index claim_profile on claim (profile, claimed_at);

-- Bytes that may hold secrets, AES-256-GCM. Named by the SHA-256 of what was encrypted.
create table artefact (
    digest     text primary key,
    incident   text        not null,
    key_id     text        not null,
    content    bytea       not null,
    size       integer     not null,
    created_at timestamptz not null default now()
);

-- What was found before an action, redacted.
create table capture (
    incident    text        not null,
    action      text        not null,
    digest      text        not null,
    artefact    text references artefact,
    target      text        not null,
    diff        text        not null check (octet_length(diff) <= 16384),
    captured_at timestamptz not null,
    primary key (incident, action, digest)
);

-- Whether Aceiro may touch the world: scope * for all profiles, else one profile.
create table kill_switch (
    scope  text primary key,
    by     text        not null,
    reason text        not null,
    since  timestamptz not null default now()
);

-- What PostgreSQL refused to store as it is (SQLSTATE 22, 23), as it was sent.
create table quarantine (
    id         bigint generated always as identity primary key,
    incident   text        not null,
    generation integer     not null,
    what       text        not null,
    sqlstate   text        not null,
    detail     text        not null,
    content    text        not null,
    digest     text        not null,
    at         timestamptz not null default now()
);

create unique index quarantine_once on quarantine (incident, generation, what, digest);

-- Whose histories the record belongs to: one row.
create table engine_record (
    one      boolean primary key default true check (one),
    identity text        not null,
    since    timestamptz not null
);
