-- When a key that flaps last changed its state; null while it does not flap. What clears meanwhile is HELD in the inbox,
-- with the reason FLAPPING, until it has been quiet for as long as the profile says.
alter table incident_key add column flapping_at timestamptz;
