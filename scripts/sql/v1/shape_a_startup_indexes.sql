-- What:  the four indexes that the backend creates on shape A each time it loads.
-- Safe:  IF NOT EXISTS, as the backend does it: a second run creates nothing. An index of a wanted name on another table of
--        the schema would be taken for it; the backend is no wiser.
-- Locks: SHARE on each table (writes wait) while its index is built.

create index if not exists idx_llm_providers_enabled
    on llm_providers (enabled);

create index if not exists idx_llm_models_enabled
    on llm_models (enabled);

create index if not exists idx_llm_usage_user
    on llm_usage_logs (user_id);

create index if not exists idx_llm_usage_created
    on llm_usage_logs (created_at);
