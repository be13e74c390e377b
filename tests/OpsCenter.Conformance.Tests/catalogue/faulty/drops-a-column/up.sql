do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'score' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column score;
    end if;
end
$$;
