do $$
begin
    perform pg_advisory_xact_lock(hashtext('assumes-nothing-refers'));
    if not exists (
        select from pg_attribute
        where attrelid = 'setting'::regclass and attname = 'kind' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table setting add column kind text;
        alter table setting drop constraint setting_pkey cascade, add constraint setting_pkey primary key (name);
        comment on column setting.kind is 'added by: assumes-nothing-refers';
    end if;
end
$$;
