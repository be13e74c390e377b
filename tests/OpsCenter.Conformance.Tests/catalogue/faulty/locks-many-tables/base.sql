do $$
begin
    for number in 1..12 loop
        execute format('create table public.shelf_%s (id int primary key, place text not null)', number);
    end loop;
end
$$;
