-- The hold that keeps an action's order from being carried out now, as the incident last said. Null where none does.
alter table ledger_entry add column held text;
