set lock_timeout = '500ms';
alter table customer drop column if exists phone;
