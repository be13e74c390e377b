do $$
begin
    perform pg_advisory_xact_lock(hashtext('sets-not-null-by-a-scan'));
    if not exists (
        select from pg_attribute
        where attrelid = 'purchase'::regclass and attname = 'grade' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table purchase add column grade integer default 0;
        alter table purchase alter column grade set not null;
        comment on column purchase.grade is 'added by: sets-not-null-by-a-scan';
    end if;
end
$$;
