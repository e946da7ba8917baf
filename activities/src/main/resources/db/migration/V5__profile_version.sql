-- A version of a profile's folder, named by the SHA-256 of its files. Kept from the first incident that was opened
-- with it, for ever: what people followed stays readable.
create table profile_version (
    hash      text primary key,
    profile   text        not null,
    -- The files as they were, by path.
    files     text        not null,
    stored_at timestamptz not null default now()
);
